// Every word of the page in English. Another language is another file of the same shape (`Text`), chosen in text.ts.
import { countIn, numberIn } from './counting.js';
import { administration, organisation, search } from './text.administration.en.js';
import { months } from './text.months.en.js';
import { problems, type Sentence } from './text.problems.en.js';
import type { MilestoneStatus, ReportStatus, Status } from './api.js';
import { recordingEnglish } from './recording/recording.text.en.js';
import type { Language } from './text.js';

const number = numberIn('en-GB');
const count = countIn('en-GB');

const status: Record<Status, { word: string; meaning: string }> = {
  achieved: { word: 'Achieved', meaning: 'The last target is reached, or was on its day.' },
  onTrack: { word: 'On track', meaning: 'At least 95% of the way that a straight line would have gone by now.' },
  atRisk: { word: 'At risk', meaning: '60% to 95% of the way that a straight line would have gone by now.' },
  offTrack: { word: 'Off track', meaning: 'Less than 60% of the way that a straight line would have gone by now.' },
  regressing: { word: 'Regressing', meaning: 'Further from the target than the baseline was.' },
  missed: { word: 'Missed', meaning: 'The last target’s day has passed and it was not reached.' },
  notDue: { word: 'Not due yet', meaning: 'Nothing is expected by this day.' },
  noData: { word: 'No data', meaning: 'Nothing is recorded that could make a figure. That is not zero.' },
  noTarget: { word: 'No target', meaning: 'Only watched: the framework states no target.' },
};

const milestoneStatus: Record<MilestoneStatus, string> = {
  achieved: 'Achieved',
  notDue: 'Not due yet',
  overdue: 'Overdue',
};

const reportStatus: Record<ReportStatus, string> = {
  open: 'Open',
  submitted: 'Submitted',
  approved: 'Approved',
  sealed: 'Sealed',
};

export const english = {
  recording: recordingEnglish,

  /** Of instants and amounts of money. */
  locale: 'en-GB',
  /** Thousands are marked from a number on. */
  numbers: { decimal: '.', thousands: ',', groupedFrom: 1_000 },
  /** As they stand in a date. */
  monthNames: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
  language: 'en' as const,

  product: 'Alliance KPI',
  skip: 'Skip to the content',
  alliance: 'Alliance',
  alliances: 'Alliances',
  alliancesLead: 'Each is monitored against its own results framework.',
  nowInMonth: (month: string) => `Now in ${month}`,
  loading: 'Loading the figures…',
  retry: 'Try again',
  yes: 'Yes',
  no: 'No',
  none: '–',
  percent: (number: string) => `${number}%`,
  notStated: 'not stated',
  cancel: 'Cancel',
  close: 'Close',
  optional: 'optional',
  month: (month: number) => `M${month}`,
  monthAndDay: (month: number, date: string) => `M${month} · ${date}`,

  example: {
    tag: 'Example',
    title: 'Example data: invented',
    explanation: 'This alliance and all its facts are made up, to show how the service works.',
  },

  allianceFacts: (from: string, to: string, coordinator: string) => `${from} to ${to} · coordinated by ${coordinator}`,

  navigation: {
    label: 'Parts of this alliance',
    menu: 'Menu',
    groups: { figures: 'Figures', facts: 'Facts', reports: 'Reporting', administration: 'Administration' },
    overview: 'Overview',
  },

  preferences: {
    label: 'Language and colours',
    kept: 'Kept in this browser only.',
    language: 'Language',
    colours: 'Colours',
    schemes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  },

  notices: { label: 'Notices', close: 'Close this notice' },

  form: {
    /** Beside every free text: a log can't forget. */
    noPerson: 'No names or addresses of people: what is recorded can’t be erased.',
    choose: 'Choose…',
    faults: (n: number) => (n === 1 ? 'One thing has to be put right:' : `${n} things have to be put right:`),
  },

  table: {
    region: (caption: string) => `Table: ${caption}`,
    download: 'Download as CSV',
    sortedBy: (column: string, ascending: boolean) => `Sorted by ${column}, ${ascending ? 'ascending' : 'descending'}`,
    rows: (shown: number, all: number) =>
      shown === all ? count(all, 'row', 'rows') : `${number(shown)} of ${number(all)} rows`,
    more: (n: number) => `Show ${n} more`,
    filter: 'Filter',
    nothingFound: 'Nothing matches the filter.',
  },

  print: { printed: (when: string) => `Printed ${when}` },

  connection: {
    connecting: 'Connecting…',
    live: 'Live',
    liveMeaning: 'Figures change here as facts are recorded.',
    lost: 'Connection lost',
    lostSince: (time: string) => `Connection lost. These are the figures as of ${time}; reconnecting by itself…`,
  },

  day: {
    axis: 'Moment looked at',
    label: 'Figures at',
    shownAsOf: 'Shown as of',
    backToToday: 'Back to today',
    shownMonthEnd: (month: number, date: string) => `End of M${month}, ${date}`,
    shown: (month: number | null, date: string) => (month === null ? date : `${date} (in M${month})`),
    shownToday: (month: number | null, date: string) =>
      month === null ? `Today, ${date}` : `Today, ${date} (in M${month})`,
    earlier: 'One month earlier',
    later: 'One month later',
    beforeStart: (date: string) => `The project starts on ${date}.`,
    afterEnd: (date: string) => `The project ended on ${date}.`,
    known: (position: string) => `As known at log position ${position}.`,
    knownLabel: 'As known on',
    knownNow: 'Now, with everything recorded',
    knownOn: (date: string) => `${date}, with what was recorded by then`,
    backToNow: 'Back to now',
    lookBack: 'See what was known on an earlier day',
    nothingKnown: 'Nothing was recorded by then',
    nothingKnownMeaning:
      'On that day the service knew nothing of this alliance yet. Move “As known on” to a later day.',
  },

  summary: { heading: 'Indicators by status', of: (n: number, word: string) => `${n} ${word.toLowerCase()}` },
  status,
  achievedLate: 'Achieved late',
  statusLabel: 'Status',

  indicators: {
    heading: 'Indicators',
    target: 'Target',
    targets: 'Targets',
    baseline: 'Baseline',
    expected: 'Expected by then',
    expectedNow: 'Expected by now',
    expectedMeaning: 'straight-line expectation: management information, nobody promised it',
    progress: 'Progress to the target',
    onPath: 'Of the expected progress',
    onPathOf: (percent: string) => `${percent} of the expected progress`,
    ofTarget: (value: string) => `of ${value}`,
    by: (when: string) => `by ${when}`,
    met: (then: string) => `met: ${then} then`,
    notMet: (then: string) => `not met: ${then} then`,
    notMetWithout: 'not met: no figure then',
    targetOf: (when: string) => `Target for ${when}`,
    was: (name: string, value: string, until: string, reason: string) =>
      `${name}: was ${value} until ${until}. ${reason}`,
    noTarget: 'none stated',
    countsAsZero: 'no figure stated; counts as 0',
    noData: 'No data',
    noDataMeaning: 'Nothing has been recorded that feeds this indicator. That is not the same as zero.',
    noDataAtDay: 'No figure at this day. That is not the same as zero.',
    provisional: 'Provisional: the survey is still open, the figure may change.',
    expectedBy: (today: boolean): string => (today ? 'Expected by now' : 'Expected by then'),
    nextMeasured: 'Measured next',
    measuredNoMore: 'none',
    standing: 'Where it stands',
    movement: (month: string) => `Since the end of ${month}`,
    movedFrom: (before: string, after: string) => (before === after ? 'no change' : `${before} → ${after}`),
    noChange: 'no change',
    points: (value: string) => `${value} points`,
    notes: (n: number) => count(n, 'note', 'notes') + ' on how to read this',
    changed: (before: string, after: string) => `Just changed: ${before} → ${after}`,
    changedCompanion: (name: string, before: string, after: string) => `Just changed, ${name}: ${before} → ${after}`,
    announced: (id: string, what: string) => `${id}. ${what}.`,
  },

  companions: {
    heading: 'Beside it',
    /** Names of the contract's companions; others are shown by their own name. */
    names: {
      active: 'Active members',
      inForce: 'In force',
      numerator: 'Counted',
      denominator: 'Out of',
      responses: 'Responses',
      invited: 'Invited',
      responseRate: 'Response rate',
      interval: '95% interval',
      provisional: 'Provisional',
      surveyId: 'Survey',
    } as Readonly<Record<string, string>>,
    completed: 'Completed',
    completedOf: (completed: string, planned: string) => `${completed} of ${planned} planned`,
    satisfied: 'Satisfied',
    satisfiedOf: (satisfied: string, valid: string) => `${satisfied} of ${valid} valid answers`,
    answered: 'Answered',
    answeredOf: (responses: string, invited: string, rate: string) => `${responses} of ${invited} invited (${rate})`,
    interval: '95% interval',
    intervalOf: (low: string, high: string) => `${low} to ${high}`,
    intervalMeaning: 'as if respondents were a random sample of those invited',
    survey: 'Survey',
  },

  chart: {
    measured: 'Recorded',
    expected: 'Straight-line expectation',
    earlierExpected: 'Expectation before a revision',
    baseline: 'Baseline',
    target: 'Target',
    measuredAt: 'Month of measurement',
    today: 'today',
    targetLine: (value: string, when: string) => `Target ${value} by ${when}`,
    earlierTargetLine: (value: string) => `Until revised: ${value}`,
    pointTitle: (month: string, date: string) => `End of ${month} (${date})`,
    noPoint: 'no data',
    table: 'Figures month by month',
    tableCaption: (title: string) => `${title}: value at the end of each project month`,
    columns: { month: 'Month', day: 'Day', value: 'Value', expected: 'Straight-line expectation' },
    /** What the chart shows, for those who don't see it. */
    summary: (title: string, parts: readonly string[]) => `${title}. ${parts.join(' ')}`,
    summaryNoData: 'No value yet.',
    summaryFrom: (from: string, fromDay: string, to: string, toDay: string) =>
      `From ${from} (${fromDay}) to ${to} (${toDay}).`,
    summaryBaseline: (value: string, when: string) => `Baseline ${value} at ${when}.`,
    summaryTarget: (value: string, when: string) => `Target ${value} by ${when}.`,
    summaryExpected: (value: string) => `Straight-line expectation at this day: ${value}.`,
    summaryBecame: (value: string, when: string) => `${value} since ${when}.`,
    summaryMeasured: (months: string) => `Measured in ${months}.`,
  },

  objectives: { none: 'Without an objective' },

  attention: {
    heading: 'What needs attention',
    nothing: 'Nothing is late, nothing lacks data, nothing ends soon.',
    nothingThen:
      'Nothing was late, nothing lacked data, nothing ended soon. How far the reports are is told of today alone.',
    kinds: {
      milestoneOverdue: 'Milestone overdue:',
      activityOverdue: 'Activity overdue:',
      noData: 'No data:',
      surveyClosing: 'Survey closes:',
      mouExpiring: 'MoU ends:',
      monthLate: 'Report:',
    },
    report: (month: string, missing: number) =>
      missing === 0 ? `${month}, nothing missing` : `${month}, ${count(missing, 'thing', 'things')} missing`,
    when: (date: string, days: number | null) =>
      days === null
        ? date
        : days < 0
          ? `${date}, ${count(-days, 'day', 'days')} ago`
          : days === 0
            ? `${date}, today`
            : `${date}, in ${count(days, 'day', 'days')}`,
    all: (n: number) => `Show all ${number(n)}`,
    fewer: 'Show fewer',
    more: (n: number) => `and ${number(n)} more`,
  },

  indicator: {
    kept: 'Below is the last figure that was loaded.',
    course: 'Course over time',
    png: 'Picture (PNG)',
    csv: 'Figures (CSV)',
    sealed: 'Sealed in a report',
    band: '95% interval',
    definition: 'How it is defined',
    measures: {
      officialRegistration: 'Yes from the day on which the official registration is published.',
      membersJoined:
        'Organisations that have joined, each counted once, of the categories that count. Leaving takes none away.',
      mousSigned:
        'Memoranda signed by every party, counted from the last signature. Expiry and termination take none away.',
      recommendationsPublished: 'Documents published and not withdrawn. A new edition is no new document.',
      satisfaction: '100 × satisfied ÷ valid answers of the newest closed survey that asked.',
      platformReleased: 'Yes from the day of the first release.',
      membersActive: 'Organisations that are members at the end of the day.',
      mousInForce: 'Memoranda in force at the end of the day.',
      activitiesCompleted: '100 × completed ÷ planned activities, cancelled ones left out.',
      reported: 'The newest value that was reported.',
    },
    fields: {
      unit: 'Unit',
      formula: 'Formula',
      countedCategories: 'Counted',
      party: 'Memoranda of',
      workPackage: 'Work package',
      measuredAt: 'Measured in',
      source: 'Source',
      responsible: 'Responsible',
      meansOfVerification: 'Means of verification',
      objective: 'Objective',
    },
    units: { yesNo: 'yes or no', count: 'number', percent: 'per cent', number: 'number' },
  },

  forecast: {
    heading: 'If it goes on as in the last twelve months',
    apart: 'A forecast, not a status: nothing else on this page depends on it.',
    line: 'Forecast by the rate of the last 12 months',
    band: '80% of forecasts',
    summary: (month: string, value: string, low: string, high: string) =>
      `At the end of ${month}: ${value}, most likely between ${low} and ${high}.`,
    rate: (change: string) => `${change} a month in the last twelve.`,
    formula:
      'v + h·r after h months: r is the mean monthly movement of the last twelve months, s their standard deviation; 80% within ± 1.363·s·√(h + h²/12).',
    past: 'How such forecasts would have done',
    pastSummary: (within: number, all: number, error: string) =>
      `Of ${all} forecasts over a year, ${within} would have held what came; on average they missed by ${error}.`,
    pastCaption: 'Forecasts over twelve months, and what came',
    columns: {
      madeIn: 'Made in',
      for: 'For',
      forecast: 'Forecast',
      from: 'From',
      to: 'To',
      came: 'Came',
      held: 'Within',
    },
    over: 'The project has ended: nothing is left to forecast.',
    tooShort: 'A forecast needs thirteen months of figures in a row.',
  },

  breakdowns: {
    heading: 'Breakdowns',
    by: 'By',
    names: {
      category: 'Category',
      agentType: 'Kind of organisation',
      country: 'Country',
      topic: 'Topic',
      audience: 'Audience',
      memberCategory: 'Category of member',
      question: 'Question',
    },
    notStated: 'Not stated',
    withheld: 'withheld',
    withheldMeaning: 'Withheld: fewer than five answers, or the next smallest cell, from which it could be worked out.',
    overlap: 'One fact can stand in several of these: they don’t add up to the whole.',
    value: 'Value',
    summary: (title: string, by: string) => `${title}, by ${by.toLowerCase()}. The table beside it holds every value.`,
  },
  categories: {
    projectPartner: 'Project partner',
    associatePartner: 'Associate partner',
    affiliate: 'Affiliate',
    additionalStakeholder: 'Additional stakeholder',
  } as Readonly<Record<string, string>>,
  international: 'International',
  agentTypes: {
    education: 'Education',
    research: 'Research',
    company: 'Company',
    policymaker: 'Policymaker',
    association: 'Association',
    network: 'Network',
    internationalOrganisation: 'International organisation',
    other: 'Other',
  } as Readonly<Record<string, string>>,

  facts: {
    heading: 'The facts behind the figure',
    lead: (value: string, n: number) =>
      `${value} stands on ${count(n, 'fact', 'facts')}. Open one to see all about it.`,
    respondents:
      'Country and category of those who answered are left out here: beside a single answer they could tell who gave it.',
    none: 'No fact counts at this moment',
    noneMeaning: 'What is recorded and makes this figure will be listed here, each with its evidence and history.',
    columns: { on: 'Day', type: 'What', thing: 'Of', detail: 'Details', evidence: 'Evidence' },
    open: (what: string) => `Open: ${what}`,
    recorded: (when: string) => `Recorded ${when}`,
    by: (actor: string) => `by ${actor} (name as given)`,
    position: (position: string) => `log position ${position}`,
    from: (source: string) => `from ${source}`,
    evidence: 'Evidence',
    noEvidence: 'No evidence is named.',
    checksum: (sha256: string) => `SHA-256 ${sha256}`,
    history: 'Everything recorded about this',
    toThing: 'Its page: correct, take back, add evidence',
    retracted: (reason: string) => `Taken back: ${reason}`,
    corrected: (reason: string) => `Corrected: ${reason}`,
    corrects: 'Takes the place of a corrected fact.',
    loadingHistory: 'Loading what was recorded…',
    types: {
      AllianceEstablished: 'Alliance established',
      OfficialRegistrationPublished: 'Official registration published',
      FrameworkAdopted: 'Framework adopted',
      BaselineRevised: 'Baseline revised',
      TargetRevised: 'Target revised',
      MemberJoined: 'Joined as a member',
      MemberDetailsChanged: 'Details of the member changed',
      MemberLeft: 'Left the Alliance',
      MouProposed: 'MoU proposed',
      MouSigned: 'MoU signed',
      MouExtended: 'MoU extended',
      MouTerminated: 'MoU terminated',
      MouWithdrawn: 'Proposal of the MoU withdrawn',
      RecommendationPublished: 'Recommendation published',
      RecommendationRevised: 'Recommendation revised',
      RecommendationWithdrawn: 'Recommendation withdrawn',
      SurveyOpened: 'Survey opened',
      SurveyClosed: 'Survey closed',
      SurveyAnswered: 'Survey answered',
      PlatformReleased: 'Platform released',
      ActivityPlanned: 'Activity planned',
      ActivityRescheduled: 'Activity rescheduled',
      ActivityCompleted: 'Activity completed',
      ActivityCancelled: 'Activity cancelled',
      StakeholderIdentified: 'Stakeholder identified',
      StakeholderContacted: 'Stakeholder contacted',
      ThematicGroupFormed: 'Group formed',
      ThematicGroupLeaderElected: 'Leader of the group elected',
      ThematicGroupJoined: 'Joined the group',
      ValueReported: 'Value reported',
      NarrativeWritten: 'Narrative written',
      ReportSubmitted: 'Report submitted',
      ReportReturned: 'Report returned',
      ReportApproved: 'Report approved',
      ReportSealed: 'Report sealed',
      EvidenceAdded: 'Evidence added',
      EventRetracted: 'Taken back',
    } as Readonly<Record<string, string>>,
    /** Labels of fields; `Type.field` where a field means something else in one fact. */
    fields: {
      name: 'Name of the organisation',
      title: 'Title',
      'list.name': 'Organisation',
      'MouProposed.title': 'What it is about',
      'ThematicGroupFormed.title': 'Name of the group',
      'ActivityPlanned.title': 'What is done',
      memberId: 'Member',
      'MemberJoined.memberId': 'Id',
      mouId: 'Id',
      recommendationId: 'Id',
      surveyId: 'Id',
      activityId: 'Id',
      stakeholderId: 'Id',
      groupId: 'Id',
      indicatorId: 'Indicator',
      category: 'Belongs as',
      memberCategory: 'Belongs as',
      agentType: 'Kind of organisation',
      country: 'Country',
      joinedOn: 'Joined on',
      changedOn: 'Holds from',
      leftOn: 'Left on',
      reason: 'Reason',
      parties: 'Parties',
      topics: 'Topics',
      confidential: 'Its existence is confidential',
      proposedOn: 'Proposed on',
      partyId: 'Party',
      signedOn: 'Signed on',
      expiresOn: 'First day no longer in force',
      agreedOn: 'Agreed on',
      byPartyId: 'Terminated by',
      terminatedOn: 'Not in force from',
      withdrawnOn: 'Withdrawn on',
      audience: 'For whom',
      publishedOn: 'Published on',
      language: 'Language',
      url: 'Address (https)',
      edition: 'Edition',
      revisedOn: 'Revised on',
      openedOn: 'Opens on',
      closesOn: 'Last day for answers',
      closedOn: 'Last day on which answers were taken',
      invited: 'How many are invited',
      scale: 'Scale of the answers',
      questions: 'Questions',
      satisfactionQuestion: 'The question that tells satisfaction',
      satisfiedFrom: 'Satisfied from this answer on',
      workPackage: 'Work package',
      start: 'First month',
      end: 'Last month',
      responsible: 'Organisation in charge',
      plannedOn: 'Planned on',
      completedOn: 'Completed on',
      cancelledOn: 'Cancelled on',
      description: 'What it does',
      identifiedOn: 'Identified on',
      channel: 'How',
      contactedOn: 'Contacted on',
      outcome: 'What came of it',
      formedOn: 'Formed on',
      electedOn: 'Elected on',
      journal: 'Official journal',
      reference: 'Reference',
      version: 'Version',
      releasedOn: 'Released on',
      value: 'Value',
      measuredOn: 'Measured on',
      note: 'How it was measured',
      evidence: 'Evidence',
      addedOn: 'Added on',
      answeredOn: 'Answered on',
      answers: 'Answers',
      responseId: 'Response',
      partyName: 'Name of the party',
      effectiveOn: 'In force since',
      endsOn: 'First day no longer in force',
      status: 'State',
      leader: 'Leader',
      members: 'Members',
      eventId: 'Fact',
      responses: 'Answers received',
    } as Readonly<Record<string, string>>,
  },

  screen: {
    open: 'Show on a screen',
    title: (acronym: string) => `${acronym} at a glance`,
    now: (date: string, month: string | undefined) => (month === undefined ? date : `${date}, ${month}`),
  },

  embed: {
    heading: 'Show this chart on another site',
    lead: 'Put this into the page. The chart stays up to date, shows no controls and asks for nothing.',
    code: 'HTML to copy',
    copy: 'Copy',
    copied: 'The HTML is in the clipboard.',
    source: 'All about this figure',
  },

  comparison: {
    heading: 'Compare with another moment',
    lead: 'What came, what went, and why, from the other moment to the one looked at above.',
    at: 'Other day',
    today: 'Today',
    asOf: 'As known on',
    asOfHint: 'Empty: with everything recorded so far.',
    choose: 'Choose another day, or another day of knowledge, to compare.',
    result: (before: string, after: string) => `${before} → ${after}`,
    came: (n: number) => `Came (${number(n)})`,
    went: (n: number) => `Went (${number(n)})`,
    same: 'The same facts count at both moments.',
    columns: { fact: 'Fact', on: 'Day', why: 'Why' },
    why: {
      happened: 'happened in between',
      recorded: 'recorded later',
      counts: 'counts since',
      corrected: 'corrected',
      retracted: 'taken back',
      countsNoMore: 'counts no more: it ended, or another took its place',
      notYet: 'not yet known or not yet happened',
    },
  },

  /** How the notes on figures read that the service writes; another language says them anew. */
  notes: [] as readonly Sentence[],

  milestones: {
    one: 'Milestone',
    status: milestoneStatus,
    due: (when: string) => `due ${when}`,
    noDue: 'due day not stated',
    achievedOn: (date: string, late: number) =>
      late === 0 ? `achieved ${date}` : `achieved ${date}, ${count(late, 'day', 'days')} late`,
    holdsNoLonger: 'no longer holds',
    changed: (before: string, after: string) => `Just changed: ${before} → ${after}`,
  },

  months,
  administration,
  search,
  organisation,

  reports: { status: reportStatus },
  problems,

  problem: {
    unreachable: 'The service does not answer',
    unreachableDetail: 'It may be starting, or the network is down. The page tries again when the connection is back.',
    unanswered:
      'It may be starting, or the network is down. Nothing is lost: try again once the connection is back. What had arrived all the same is not recorded twice.',
    refreshFailed: 'The figures could not be brought up to date; those below are the last ones that were loaded.',
    unknownAlliance: (id: string) => `There is no alliance “${id}” here`,
    unknownAllianceDetail: 'It may have another id, or you came by an old link. These are there:',
    unknownPage: 'There is no such page',
    unknownPageDetail: 'The address may be mistyped, or from another version.',
    toStart: 'To the alliances',
    reload: 'Load the page again',
    whatToDo: 'What to do:',
    broken: 'The page has a fault',
    brokenDetail: 'Loading it again usually helps. If not, tell whoever runs this service what is written here:',
  },

  noAlliance: {
    heading: 'No alliance yet',
    explanation:
      'An alliance begins with its first fact: its name and its first and last day. Project months are counted from there. Set it up in the form; this page shows it as soon as it is there.',
    http: 'Over HTTP',
    file: 'From a file',
    look: 'Look again',
  },

  noFramework: {
    heading: 'No results framework yet',
    explanation:
      'Indicators, baselines, targets and milestones are data: the alliance adopts them as its framework. Until then there is nothing to measure against.',
    http: 'Adopt one over HTTP',
    schema: 'What a framework looks like',
  },

  firstFacts: {
    heading: 'Nothing recorded yet that makes a figure',
    explanation:
      'Each figure is computed from recorded facts and from nothing else. “No data” below means that nothing has been recorded, not zero. Begin with one of these:',
    member: 'Record a member joining',
    mou: 'Record an MoU',
    spreadsheet: 'Import a spreadsheet',
    http: 'Over HTTP or from the command line',
    facts: [
      { what: 'An organisation joins', path: 'members' },
      { what: 'A memorandum is proposed, then signed by each party', path: 'mous' },
      { what: 'A recommendation document is published', path: 'recommendations' },
      { what: 'A survey opens, is answered and closes', path: 'surveys' },
      { what: 'The platform is released', path: 'platform-releases' },
      { what: 'The official registration is published', path: 'registration' },
    ],
    description: 'All fields, with forms to try them',
    whole: 'Or a whole file at once (.csv, .xlsx, .ndjson):',
    example: (name: string) => `Or look around in invented data first: ${name}`,
  },

  footer: {
    meanings: 'What the status words mean',
    expectation:
      'The straight-line expectation joins baseline and targets by straight lines. It is management information: nobody promised it.',
    api: 'Every figure here is also at',
    apiDocs: 'API description',
  },
};

export type Text = Omit<typeof english, 'language'> & { readonly language: Language };
