// What docs/events.md says to whoever emits events: its command, taken as it stands there, does what the page says.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningService, type Answer } from '../end-to-end/running-service.js';

const PAGE = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
const COMMAND = /curl -X POST http:\/\/[^/]+(\S+) -H 'content-type: ([^']+)' -d '([^']+)'/;

describe('the event that docs/events.md sends', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  it('is recorded once, however often it is sent, and with other content refused', async () => {
    const [, path = '', type = '', event = ''] = COMMAND.exec(PAGE) ?? [];
    const send = (body: string): Promise<Answer> => service.post(path, body, { 'content-type': type });
    const first = await send(event);
    const again = await send(event);
    const other = await send(event.replace('"Festo"', '"Other"'));
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409]);
    expect(again.json()).toEqual(first.json<object[]>().map((recorded) => ({ ...recorded, repeat: true })));
  });

  it('has a stream whose name is made as the page says, with its ids', () => {
    for (const stream of [
      ...['alliance-{allianceId}', 'member-{allianceId}.{memberId}', 'measurement-{allianceId}.{indicatorId}'],
      ...[
        'answer-{allianceId}.{surveyId}.{responseId}',
        'thematicGroup-{allianceId}.{groupId}',
        'month-{allianceId}.m{k}',
      ],
    ])
      expect(PAGE).toContain(`In \`${stream}\`; schema`);
  });
});
