// The page of a new thing, or of a fact that stands by itself: its form.
import './recording.css';
import { useLocation } from 'preact-iso';
import { allianceHref, listedHref } from '../address.js';
import { factWords } from '../facts/fact-words.js';
import { notify } from '../notices.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { UnknownPage } from '../shell/broken-page.js';
import { text } from '../text.js';
import { FactForm } from './fact-form.js';
import { factType } from './fact-types.js';
import { actionWords } from './form-words.js';
import { kindOf, nameOf } from './thing-kinds.js';

/** Fields that may be given in the address, such as the id and name of a stakeholder that joins. */
const GIVEN = ['name', 'memberId', 'agentType', 'country', 'category'];

export function RecordPage({ alliance, params }: AlliancePageProps) {
  const { route, query } = useLocation();
  const { allianceId } = alliance;
  const type = factType(params['type'] ?? '');
  if (!type || type.path.includes(':id')) return <UnknownPage />;
  const kind = type.begins && kindOf(type.begins.category);
  const back = allianceHref(allianceId, kind?.path ?? 'other-facts');
  const given = Object.fromEntries(GIVEN.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const about = query['memberId'] ?? query['partyId'];
  const parties = query['partyId']
    ? {
        parties: [
          { partyId: allianceId, name: alliance.acronym },
          { partyId: query['partyId'], name: query['name'] ?? '' },
        ],
      }
    : {};
  return (
    <>
      <PageHead
        title={actionWords(type.type)}
        above={<a href={back}>{kind ? text.recording.kinds[kind.category].list : text.recording.other.title}</a>}
      />
      <div class="panel">
        <FactForm
          key={`${type.type} ${about ?? ''}`}
          alliance={alliance}
          type={type}
          about={about}
          startWith={type.type === 'MouProposed' ? parties : given}
          submitLabel={text.recording.form.record}
          onLeave={() => route(back)}
          onRecorded={(_, data) => {
            const id = type.begins && String(data[type.begins.idField]);
            const named = kind ? nameOf(kind, data) : factWords(type.type);
            notify({ kind: 'success', message: text.recording.form.recorded(named) });
            route(kind && id !== undefined ? listedHref(allianceId, kind.path, id) : back);
          }}
        />
      </div>
    </>
  );
}
