// One organisation with its whole history: as member, stakeholder, party of MoUs, in charge of activities, in groups.
import type { ComponentChildren } from 'preact';
import { actorOf } from '../actor.js';
import { allianceHref, momentQuery, useMoment } from '../address.js';
import { pathOf } from '../api.js';
import { DataTable, type Column } from '../components/data-table.js';
import { MomentNote } from '../components/moment-note.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { factWords } from '../facts/fact-words.js';
import { countryName, writeDate, writeInstant } from '../figure-text.js';
import '../months/months.css';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';

interface Organisation {
  readonly organisationId: string;
  readonly name: string;
  readonly country: string | null;
  readonly member: {
    readonly joinedOn: string;
    readonly category: string;
    readonly status: string;
    readonly leftOn?: string;
  } | null;
  readonly stakeholder: {
    readonly identifiedOn: string;
    readonly contacts: readonly { readonly contactedOn: string; readonly channel: string; readonly outcome?: string }[];
  } | null;
  readonly mous: readonly { readonly mouId: string; readonly title: string; readonly status: string }[];
  readonly activities: readonly { readonly activityId: string; readonly title: string }[];
  readonly thematicGroups: readonly {
    readonly groupId: string;
    readonly title: string;
    readonly leader: string | null;
  }[];
  readonly history: readonly Happening[];
}

interface Happening {
  readonly eventId: string;
  readonly type: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly effectiveOn?: string;
  readonly actor?: string;
  readonly retractedBy?: string;
  readonly about: { readonly category: string; readonly id: string; readonly title: string };
}

const PLACES: Readonly<Record<string, string>> = {
  member: 'members',
  stakeholder: 'stakeholders',
  mou: 'mous',
  activity: 'activities',
  thematicGroup: 'thematic-groups',
};

export function OrganisationPage({ alliance, params }: AlliancePageProps) {
  const { allianceId } = alliance;
  const moment = useMoment();
  const id = params['organisationId'] ?? '';
  const path = `${pathOf(allianceId)}/organisations/${encodeURIComponent(id)}`;
  const { data, problem, retry } = useAnswer<Organisation>(path, { ...moment, liveFor: allianceId });
  const words = text.organisation;
  const href = (category: string, thing: string): string =>
    allianceHref(allianceId, `${PLACES[category] ?? category}/${thing}`) + momentQuery(moment);
  return (
    <>
      <PageHead
        title={data?.name ?? id}
        above={words.above}
        lead={[words.id(id), ...(data?.country ? [countryName(data.country)] : [])].join(' · ')}
      />
      <MomentNote alliance={alliance} />
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!data && !problem && <p class="loading">{text.loading}</p>}
      {data && (
        <>
          <div class="sheets">
            <Part title={words.membership} none={words.noMember}>
              {data.member && <Membership {...data.member} href={href('member', id)} />}
            </Part>
            <Part title={words.stakeholder} none={words.noStakeholder}>
              {data.stakeholder && <Outreach {...data.stakeholder} href={href('stakeholder', id)} />}
            </Part>
            <Part title={words.mous} none={words.noMou}>
              {data.mous.length > 0 &&
                data.mous.map((mou) => (
                  <p key={mou.mouId}>
                    <a href={href('mou', mou.mouId)}>{mou.title}</a>{' '}
                    <span class="muted">· {words.mouStates[mou.status] ?? mou.status}</span>
                  </p>
                ))}
            </Part>
            <Part title={words.activities} none={words.noActivity}>
              {data.activities.length > 0 &&
                data.activities.map(({ activityId, title }) => (
                  <p key={activityId}>
                    <a href={href('activity', activityId)}>{title}</a>
                  </p>
                ))}
            </Part>
            <Part title={words.groups} none={words.noGroup}>
              {data.thematicGroups.length > 0 &&
                data.thematicGroups.map(({ groupId, title, leader }) => (
                  <p key={groupId}>
                    <a href={href('thematicGroup', groupId)}>{title}</a>
                    {leader === id && <span class="muted"> · {words.leads}</span>}
                  </p>
                ))}
            </Part>
          </div>
          <div class="stack">
            <h2>{words.history}</h2>
            <DataTable
              caption={words.history}
              fileName={`${allianceId}-${id}`}
              columns={columns(href)}
              rows={data.history}
              rowKey={({ position, eventId }) => `${position} ${eventId}`}
              empty={<p class="muted">{text.none}</p>}
            />
          </div>
        </>
      )}
    </>
  );
}

function Part({ title, none, children }: { title: string; none: string; children: ComponentChildren }) {
  return (
    <section class="sheet">
      <h2>{title}</h2>
      {children === null || children === false ? (
        <p class="muted">{none}</p>
      ) : (
        <div class="stack-small">{children}</div>
      )}
    </section>
  );
}

type MembershipProps = NonNullable<Organisation['member']> & { readonly href: string };

function Membership({ joinedOn, category, status, leftOn, href }: MembershipProps) {
  const words = text.organisation;
  return (
    <>
      <p>
        <a href={href}>{words.memberSince(writeDate(joinedOn), text.categories[category] ?? category)}</a>
      </p>
      {status === 'left' && leftOn !== undefined && <p>{words.leftOn(writeDate(leftOn))}</p>}
    </>
  );
}

type OutreachProps = NonNullable<Organisation['stakeholder']> & { readonly href: string };

function Outreach({ identifiedOn, contacts, href }: OutreachProps) {
  const words = text.organisation;
  return (
    <>
      <p>
        <a href={href}>{words.identifiedOn(writeDate(identifiedOn))}</a>
      </p>
      {contacts.length === 0 && <p class="muted">{words.noContact}</p>}
      {contacts.map(({ contactedOn, channel, outcome }, index) => (
        <p key={index}>
          {words.contact(writeDate(contactedOn), channel)}
          {outcome !== undefined && <span class="muted"> · {outcome}</span>}
        </p>
      ))}
    </>
  );
}

function columns(href: (category: string, id: string) => string): Column<Happening>[] {
  const { historyColumns, takenBack } = text.organisation;
  return [
    {
      key: 'on',
      header: historyColumns.on,
      value: ({ effectiveOn, recordedAt }) => effectiveOn ?? recordedAt.slice(0, 10),
      cell: ({ effectiveOn, recordedAt }) => writeDate(effectiveOn ?? recordedAt.slice(0, 10)),
    },
    {
      key: 'what',
      header: historyColumns.what,
      value: ({ type }) => factWords(type),
      cell: ({ type, retractedBy }) => (
        <>
          {factWords(type)}
          {retractedBy !== undefined && (
            <>
              {' '}
              <span class="tag">{takenBack}</span>
            </>
          )}
        </>
      ),
    },
    {
      key: 'about',
      header: historyColumns.about,
      value: ({ about }) => about.title,
      cell: ({ about }) => <a href={href(about.category, about.id)}>{about.title}</a>,
    },
    {
      key: 'recorded',
      header: historyColumns.recorded,
      value: ({ recordedAt }) => recordedAt,
      cell: ({ recordedAt }) => writeInstant(recordedAt),
    },
    {
      key: 'by',
      header: historyColumns.by,
      value: (fact) => actorOf(fact) ?? null,
    },
  ];
}
