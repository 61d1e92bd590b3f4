// The page of a thing: what it is now, its next steps, and its whole history.
import './recording.css';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { allianceHref, listedHref, momentQuery, useMoment, useQueryState } from '../address.js';
import { pathOf, type Alliance } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { Dialog } from '../components/dialog.js';
import { MomentNote, usePast } from '../components/moment-note.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { factWords, fieldLabel, writeField } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import { notify } from '../notices.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { FactForm } from './fact-form.js';
import { FactHistory } from './fact-history.js';
import { factType, nextSteps, type ThingCategory } from './fact-types.js';
import { actionWords, statusWords } from './form-words.js';
import { useMemberNames, type MemberNames } from './member-names.js';
import { withOverdue } from './overdue.js';
import type { Party, Thing } from './recording.api.js';
import { StateBadge } from './state-badge.js';
import { SurveyPanel } from './survey-panel.js';
import { kindOf, lastNameOf, type ThingKind } from './thing-kinds.js';
import { recordHref } from './thing-list-page.js';

/** The page of one thing of a category, for the table of routes. */
export function thingPageOf(category: ThingCategory): FunctionComponent<AlliancePageProps> {
  const kind = kindOf(category);
  return function OnePage({ alliance, params }) {
    const id = params['id'] ?? '';
    return <ThingPage key={id} alliance={alliance} kind={kind} id={id} />;
  };
}

interface Props {
  readonly alliance: Alliance;
  readonly kind: ThingKind;
  readonly id: string;
}

function ThingPage({ alliance, kind, id }: Props) {
  const { allianceId } = alliance;
  const moment = useMoment();
  // What it was then is no ground to record anything on: that is done from what it is now.
  const isPast = usePast();
  const { data, problem, outdated, retry } = useAnswer<Thing>(
    `${pathOf(allianceId)}/${kind.path}/${encodeURIComponent(id)}`,
    {
      ...moment,
      liveFor: allianceId,
    },
  );
  const names = useMemberNames(alliance, kind.category);
  const above = (
    <a href={allianceHref(allianceId, kind.path) + momentQuery(moment)}>{text.recording.kinds[kind.category].list}</a>
  );
  if (!data) {
    if (!problem) return <p class="loading">{text.loading}</p>;
    return (
      <>
        <PageHead title={id} above={above} />
        <MomentNote alliance={alliance} />
        <ProblemPanel problem={problem} {...(problem.status === 404 ? {} : { onRetry: retry })} />
      </>
    );
  }
  const name = lastNameOf(kind, id, data);
  // What began it is taken back, or came after the moment looked at: nothing is left of it but its history.
  const isGone = data[kind.idField] === undefined;
  const isYetToCome = data.history.some(({ type, retractedBy }) => type === kind.begins && retractedBy === undefined);
  const streamOf = `${kind.category}-${allianceId}.${id}`;
  return (
    <>
      <PageHead title={name} above={above}>
        <StateBadge status={withOverdue(kind.category, data, alliance, moment).status} />
      </PageHead>
      <MomentNote alliance={alliance} />
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {isGone && (
        <p class="note note-warn">{isYetToCome ? text.recording.thing.yetToCome : text.recording.thing.gone}</p>
      )}
      {!isPast && (
        <NextSteps
          alliance={alliance}
          kind={kind}
          id={id}
          name={name}
          thing={data}
          outdated={outdated}
          onRecorded={retry}
        />
      )}
      {!isGone && (
        <section class="panel" aria-labelledby="details-heading">
          <h2 id="details-heading">{text.recording.thing.details}</h2>
          <Details alliance={alliance} kind={kind} thing={data} names={names} />
        </section>
      )}
      {kind.category === 'survey' && !isGone && <SurveyPanel alliance={alliance} id={id} survey={data} />}
      <FactHistory
        alliance={alliance}
        stream={streamOf}
        id={id}
        thing={data}
        names={names}
        isPast={isPast}
        outdated={outdated}
        onRecorded={retry}
      />
    </>
  );
}

interface StepsProps extends Props {
  readonly name: string;
  readonly thing: Thing;
  /** Something was recorded here since `thing` was asked for. */
  readonly outdated: boolean;
  readonly onRecorded: () => void;
}

function NextSteps({ alliance, kind, id, name, thing, outdated, onRecorded }: StepsProps) {
  const { allianceId } = alliance;
  const [query, setQuery] = useQueryState();
  const words = text.recording;
  const steps = nextSteps(kind.category, thing);
  const [opened, setOpened] = useState<string | undefined>(steps.find((step) => step === query['do']));
  const close = (): void => {
    setOpened(undefined);
    setQuery({ do: undefined });
  };
  const type = opened === undefined ? undefined : factType(opened);
  const again = (step: string): string | undefined => {
    if (step === 'MemberJoined') return words.actions['joinAgain'];
    return step === 'RecommendationPublished' ? words.actions['publishAgain'] : undefined;
  };
  return (
    <section class="next-steps" aria-label={words.thing.next}>
      {steps.map((step, i) => (
        <ActButton key={step} class={i === 0 ? '' : 'secondary'} off={outdated} onAct={() => setOpened(step)}>
          {again(step) ?? actionWords(step)}
        </ActButton>
      ))}
      {kind.category === 'stakeholder' && <Partnership alliance={alliance} id={id} name={name} thing={thing} />}
      {kind.category === 'member' && (
        <a href={`${recordHref(allianceId, 'MouProposed')}?${named(id, name)}`}>{words.actions['proposeMou']}</a>
      )}
      {steps.length === 0 && <p class="muted">{words.thing.over}</p>}
      {type && (
        <Dialog title={again(type.type) ?? actionWords(type.type)} onClose={close}>
          <FactForm
            alliance={alliance}
            type={type}
            id={id}
            thing={thing}
            startWith={type.begins ? startAgain(kind, id, name, thing) : undefined}
            submitLabel={words.form.record}
            onLeave={close}
            onStale={onRecorded}
            onRecorded={() => {
              notify({
                kind: 'success',
                message: words.form.recorded(`${name}: ${factWords(type.type)}`),
              });
              close();
              onRecorded();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}

const named = (id: string, name: string): URLSearchParams => new URLSearchParams({ partyId: id, name });

/** Texts of a thing that are what they were when it begins anew. */
const STAYS = ['name', 'title', 'category', 'agentType', 'country', 'language', 'url'];

/** What a thing starts with that begins anew: all that it was. */
function startAgain(kind: ThingKind, id: string, name: string, thing: Thing): Record<string, unknown> {
  const texts = Object.entries(thing).filter(([, value]) => typeof value === 'string');
  const audience = thing['audience'] as readonly string[] | undefined;
  return {
    [kind.nameField]: name,
    ...Object.fromEntries(texts.filter(([field]) => STAYS.includes(field))),
    ...(audience ? { audience: audience.join('\n') } : {}),
    [kind.idField]: id,
  };
}

/** From a stakeholder to a member or an MoU: the id stays the same. */
function Partnership({
  alliance: { allianceId },
  id,
  name,
  thing,
}: Pick<StepsProps, 'alliance' | 'id' | 'name' | 'thing'>) {
  const { actions } = text.recording;
  const details = Object.entries({ agentType: thing['agentType'], country: thing['country'] }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const member = new URLSearchParams([['memberId', id], ['name', name], ...details]);
  return (
    <>
      <a href={`${recordHref(allianceId, 'MemberJoined')}?${member}`}>{actions['joinAsMember']}</a>
      <a href={`${recordHref(allianceId, 'MouProposed')}?${named(id, name)}`}>{actions['proposeMou']}</a>
    </>
  );
}

interface DetailsProps extends Pick<StepsProps, 'alliance' | 'kind' | 'thing'> {
  readonly names: MemberNames;
}

function Details({ alliance, kind, thing, names }: DetailsProps) {
  const parties = (thing['parties'] ?? []) as readonly Party[];
  const contacts = (thing['contacts'] ?? []) as readonly Readonly<Record<string, string>>[];
  return (
    <dl class="details">
      {kind.details
        .filter((field) => !isNothing(thing[field]))
        .map((field) => (
          <div key={field} class={field === 'members' ? 'wide' : ''}>
            <dt>{fieldLabel(kind.begins, field)}</dt>
            <dd>
              <Value alliance={alliance} field={field} value={thing[field]} names={names} />
            </dd>
          </div>
        ))}
      {parties.length > 0 && (
        <div class="wide">
          <dt>{fieldLabel(kind.begins, 'parties')}</dt>
          <dd>
            <ul class="party-list">
              {parties.map(({ partyId, name, country, signedOn }) => (
                <li key={partyId}>
                  <span>
                    {name}
                    {country !== undefined && <span class="muted"> {writeField('country', country)}</span>}
                  </span>
                  <span class={signedOn ? 'signed' : 'muted'}>
                    {signedOn ? text.recording.list.signedOn(writeDate(signedOn)) : text.recording.list.notSigned}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {contacts.length > 0 && (
        <div class="wide">
          <dt>{statusWords('contacted')}</dt>
          <dd>
            <ul class="contact-list">
              {contacts.map(({ channel, contactedOn, outcome }) => (
                <li key={`${contactedOn} ${channel}`}>
                  <b>{writeDate(contactedOn ?? '')}</b> {channel}
                  {outcome !== undefined && <span class="muted">. {outcome}</span>}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

interface ValueProps {
  readonly alliance: Alliance;
  readonly field: string;
  readonly value: unknown;
  readonly names: MemberNames;
}

function Value({ alliance: { allianceId }, field, value, names }: ValueProps) {
  const member = (id: string) => <a href={listedHref(allianceId, kindOf('member').path, id)}>{names.get(id) ?? id}</a>;
  if (field === 'url' && typeof value === 'string') return <a href={value}>{value}</a>;
  if (field === 'leader' && typeof value === 'string') return member(value);
  if (field === 'members' && Array.isArray(value)) {
    return (
      <ul class="inline-list">
        {(value as readonly string[]).map((id) => (
          <li key={id}>{member(id)}</li>
        ))}
      </ul>
    );
  }
  return <>{writeField(field, value)}</>;
}
