// Specs of milestones: the day on which a condition first held, what proves it, and how it stands.
import { describe, expect, it as test } from '@jest/globals';
import { dayOf, isoDate, ProjectCalendar } from './calendar.js';
import {
  adopted,
  again,
  answered,
  closed,
  correction,
  established,
  extended,
  joined,
  left,
  opened,
  proposed,
  registered,
  released,
  retraction,
  signed,
  valueReported,
} from './facts.fixture.js';
import { allianceWith, framework, indicator, it, lifeOf, milestone } from './given.fixture.js';
import type { Source } from './measure.js';
import { readMilestones } from './milestones.js';
import { Recorder } from './recorder.fixture.js';
import type { View } from './view.js';

const I1 = indicator('I1', { kind: 'officialRegistration' });
const I2 = indicator('I2', { kind: 'membersJoined' });
const I3 = indicator('I3', { kind: 'mousSigned' });
const I5 = indicator('I5', { kind: 'satisfaction' });
const I6 = indicator('I6', { kind: 'platformReleased' });
const I9 = indicator('I9', { kind: 'reported' });
const all = [I1, I2, I3, I5, I6, I9];

const pending = { status: 'notDue', achievedOn: null, provenBy: null, holds: false };

describe('a milestone of one condition', () => {
  const given = allianceWith(all, [
    milestone('registered', { indicator: 'I1', equals: true }, { due: { month: 17 } }),
    milestone('two-active', { indicator: 'I2', companion: 'active', atLeast: 2 }, { due: { date: '2024-12-31' } }),
    milestone('low', { indicator: 'I9', atMost: 3 }),
    milestone('seven', { indicator: 'I9', equals: 7 }),
  ]);

  it('is achieved on the day on which it first held, proven by the event that made it so', () =>
    given(registered('2023-11-10'))
      .milestone('2023-11-09', 'registered', pending)
      .milestone('2023-11-10', 'registered', {
        status: 'achieved',
        achievedOn: '2023-11-10',
        provenBy: 'OfficialRegistrationPublished 2023-11-10',
        holds: true,
        due: { month: 17, date: '2023-11-14' },
      }));

  it('is not due up to the end of the due day, and overdue from the next day on', () =>
    given()
      .milestone('2023-11-14', 'registered', pending)
      .milestone('2023-11-15', 'registered', { ...pending, status: 'overdue' }));

  it('may be due on a date', () =>
    given()
      .milestone('2024-12-31', 'two-active', { ...pending, due: { date: '2024-12-31' } })
      .milestone('2025-01-01', 'two-active', {
        ...pending,
        status: 'overdue',
      }));

  it('is never overdue where it has no due day', () =>
    given().milestone('2030-01-01', 'low', { ...pending, due: null }));

  it('is achieved late as well', () =>
    given(registered('2024-02-01')).milestone('2024-02-01', 'registered', {
      status: 'achieved',
      achievedOn: '2024-02-01',
    }));

  it('compares companions, and says when it holds no longer', () =>
    given(joined('festo', '2023-03-01'), joined('efvet', '2023-04-01'), left('festo', '2024-01-31'))
      .milestone('2023-03-01', 'two-active', pending)
      .milestone('2023-04-01', 'two-active', {
        status: 'achieved',
        achievedOn: '2023-04-01',
        provenBy: 'MemberJoined efvet 2023-04-01',
        holds: true,
      })
      .milestone('2024-01-31', 'two-active', { status: 'achieved', achievedOn: '2023-04-01', holds: false }));

  it('is met by no value never', () =>
    given(valueReported('I9', '2024-01-01', 3))
      .milestone('2023-12-31', 'low', pending)
      .milestone('2024-01-01', 'low', { achievedOn: '2024-01-01', provenBy: 'ValueReported I9 2024-01-01' }));

  it('may be an exact value, that holds for a while', () =>
    given(valueReported('I9', '2024-01-01', 7), valueReported('I9', '2024-02-01', 8)).milestone('2024-06-14', 'seven', {
      status: 'achieved',
      achievedOn: '2024-01-01',
      holds: false,
    }));

  it('is achieved however early, before the start of the project too', () =>
    given(registered('2019-05-02')).milestone('M24', 'registered', { status: 'achieved', achievedOn: '2019-05-02' }));
});

describe('what proves a milestone', () => {
  const given = allianceWith(all, [
    milestone('two', { indicator: 'I2', atLeast: 2 }),
    milestone('two-active', { indicator: 'I2', companion: 'active', atLeast: 2 }),
    milestone('seven', { indicator: 'I9', equals: 7 }),
  ]);

  it('is, of several facts of a day, the one after which it held', () =>
    given(joined('festo', '2024-03-01'), joined('efvet', '2024-03-01'), joined('tknika', '2024-03-01')).milestone(
      '2024-03-01',
      'two',
      {
        achievedOn: '2024-03-01',
        provenBy: 'MemberJoined efvet 2024-03-01',
      },
    ));

  it('is the first of that day after which it held, also when another undid it and a third made it so again', () =>
    given(
      joined('festo', '2024-02-01'),
      joined('efvet', '2024-03-01'),
      left('efvet', '2024-03-01'),
      joined('tknika', '2024-03-01'),
    ).milestone('2024-03-01', 'two-active', { achievedOn: '2024-03-01', provenBy: 'MemberJoined efvet 2024-03-01' }));

  it('counts a day by its end: what held only within one does not count', () =>
    given(joined('festo', '2024-02-01'), joined('efvet', '2024-03-01'), left('efvet', '2024-03-01')).milestone(
      '2024-06-14',
      'two-active',
      pending,
    ));

  it('counts a day by its end for reported values too', () =>
    given(valueReported('I9', '2024-01-01', 7), {
      ...valueReported('I9', '2024-01-01', 8),
      eventId: 'second',
    }).milestone('2024-06-14', 'seven', pending));

  it('is in order of effective date, not of recording', () =>
    given(joined('festo', '2024-03-01'), joined('efvet', '2024-02-01')).milestone('2024-06-14', 'two', {
      achievedOn: '2024-03-01',
      provenBy: 'MemberJoined festo 2024-03-01',
    }));

  it('is earlier once an earlier fact is known', () =>
    given(joined('festo', '2023-01-01'), joined('efvet', '2024-03-01'), joined('tknika', '2023-05-01'))
      .milestone('2024-06-14', 'two', { achievedOn: '2023-05-01', provenBy: 'MemberJoined tknika 2023-05-01' })
      .knowing(2)
      .milestone('2024-06-14', 'two', { achievedOn: '2024-03-01', provenBy: 'MemberJoined efvet 2024-03-01' }));

  it('keeps its place when it is corrected on the same day', () => {
    const second = joined('efvet', '2024-03-01');
    return given(
      joined('festo', '2024-03-01'),
      second,
      joined('tknika', '2024-03-01'),
      correction(second, joined('efvet', '2024-03-01', { country: 'BE' })),
    ).milestone('2024-03-01', 'two', { provenBy: 'MemberJoined efvet 2024-03-01 corrected' });
  });

  it('moves to the next when it is retracted, and stays there when it is recorded again', () => {
    const second = joined('efvet', '2024-03-01');
    return given(
      joined('festo', '2024-03-01'),
      second,
      joined('tknika', '2024-03-01'),
      retraction(second),
      again(second),
    )
      .milestone('2024-03-01', 'two', { provenBy: 'MemberJoined tknika 2024-03-01' })
      .knowing(3)
      .milestone('2024-03-01', 'two', { provenBy: 'MemberJoined efvet 2024-03-01' });
  });

  it('is gone when it is retracted and nothing else makes it so', () => {
    const second = joined('efvet', '2024-03-01');
    return given(joined('festo', '2024-03-01'), second, retraction(second)).milestone('2024-06-14', 'two', pending);
  });
});

describe('a milestone that time achieves', () => {
  const given = allianceWith(all, [
    milestone('none-in-force', { indicator: 'I3', companion: 'inForce', atMost: 0 }),
    milestone('one-signed-none-in-force', {
      all: [
        { indicator: 'I3', atLeast: 1 },
        { indicator: 'I3', companion: 'inForce', atMost: 0 },
      ],
    }),
    milestone('satisfied', { indicator: 'I5', atLeast: 50 }),
    ...[1, 2].map((members) =>
      milestone(`satisfied-and-${members}`, {
        all: [
          { indicator: 'I5', atLeast: 50 },
          { indicator: 'I2', atLeast: members },
        ],
      }),
    ),
  ]);
  const mou = [
    proposed('mou-1', '2019-01-10'),
    signed('mou-1', 'festo', '2019-02-28'),
    signed('mou-1', 'lcamp', '2019-02-28'),
  ];

  it('is proven by no event: a fifth anniversary', () =>
    given(...mou)
      .milestone('2024-02-27', 'one-signed-none-in-force', pending)
      .milestone('2024-02-28', 'one-signed-none-in-force', {
        status: 'achieved',
        achievedOn: '2024-02-28',
        provenBy: null,
        holds: true,
      }));

  it('is not proven by a fact of the same day that changes nothing in it', () =>
    given(...mou, proposed('mou-2', '2024-02-28')).milestone('2024-02-28', 'one-signed-none-in-force', {
      achievedOn: '2024-02-28',
      provenBy: null,
    }));

  it('comes later when the MoU was extended', () =>
    given(...mou, extended('mou-1', '2024-01-10', '2025-02-28'))
      .milestone('2024-02-28', 'one-signed-none-in-force', pending)
      .milestone('2025-02-28', 'one-signed-none-in-force', { achievedOn: '2025-02-28', provenBy: null }));

  it('is achieved when closesOn is past, by time alone, and not while the value is provisional', () =>
    given(opened('wave-1', '2024-05-01', '2024-05-31'), answered('wave-1', 'r1', '2024-05-10', { q1: 5 }))
      .milestone('2024-05-31', 'satisfied', pending)
      .milestone('2024-06-01', 'satisfied', {
        status: 'achieved',
        achievedOn: '2024-06-01',
        provenBy: null,
        holds: true,
      }));

  it('is proven by the fact that was lacking beside it, on that day or later', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      answered('wave-1', 'r1', '2024-05-10', { q1: 5 }),
      joined('festo', '2024-06-01'),
      joined('efvet', '2024-06-10'),
    )
      .milestone('2024-06-01', 'satisfied-and-1', { provenBy: 'MemberJoined festo 2024-06-01' })
      .milestone('2024-06-09', 'satisfied-and-2', pending)
      .milestone('2024-06-10', 'satisfied-and-2', { provenBy: 'MemberJoined efvet 2024-06-10' }));

  it('is proven by the closing of the survey', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      answered('wave-1', 'r1', '2024-05-10', { q1: 5 }),
      closed('wave-1', '2024-05-20'),
    ).milestone('2024-06-14', 'satisfied', { achievedOn: '2024-05-20', provenBy: 'SurveyClosed wave-1 2024-05-20' }));

  it('is achieved by answers after closesOn when the survey is closed, later than that', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      closed('wave-1', '2024-06-10'),
      answered('wave-1', 'r1', '2024-06-05', { q1: 5 }),
    )
      .milestone('2024-06-09', 'satisfied', pending)
      .milestone('2024-06-10', 'satisfied', {
        achievedOn: '2024-06-10',
        provenBy: 'SurveyClosed wave-1 2024-06-10',
        holds: true,
      }));

  it('is proven by the answer recorded after the closing on the same day', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      closed('wave-1', '2024-05-20'),
      answered('wave-1', 'r1', '2024-05-20', { q1: 5 }),
    ).milestone('2024-06-14', 'satisfied', {
      achievedOn: '2024-05-20',
      provenBy: 'SurveyAnswered wave-1 r1 2024-05-20',
    }));

  it('holds no longer by a newer wave', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      answered('wave-1', 'r1', '2024-05-10', { q1: 5 }),
      opened('wave-2', '2025-05-01', '2025-05-31'),
      answered('wave-2', 'r1', '2025-05-10', { q1: 1 }),
    )
      .milestone('2025-05-31', 'satisfied', { achievedOn: '2024-06-01', holds: true })
      .milestone('2025-06-01', 'satisfied', { status: 'achieved', achievedOn: '2024-06-01', holds: false }));
});

describe('a condition that is true before any fact', () => {
  const notReleased = milestone('no-platform', { indicator: 'I6', equals: false });

  it('holds from the day of the first effective fact, proven by none', () =>
    allianceWith(all, [notReleased])()
      .milestone('2022-06-14', 'no-platform', { ...pending, holds: true })
      .milestone('2022-06-15', 'no-platform', {
        status: 'achieved',
        achievedOn: '2022-06-15',
        provenBy: null,
        holds: true,
      }));

  it('holds from an earlier fact of any kind', () =>
    allianceWith(all, [notReleased])(registered('2019-05-02'), released('2023-03-01'))
      .milestone('2019-05-01', 'no-platform', { ...pending, holds: true })
      .milestone('2024-06-14', 'no-platform', {
        status: 'achieved',
        achievedOn: '2019-05-02',
        provenBy: null,
        holds: false,
      }));
});

describe('a milestone of several conditions', () => {
  const given = allianceWith(all, [
    milestone('both', {
      all: [
        { indicator: 'I1', equals: true },
        { indicator: 'I2', atLeast: 1 },
      ],
    }),
    milestone('either', {
      any: [
        { indicator: 'I1', equals: true },
        {
          all: [
            { indicator: 'I2', atLeast: 1 },
            { indicator: 'I6', equals: true },
          ],
        },
      ],
    }),
  ]);

  it('is achieved when all hold together, proven by the last', () =>
    given(registered('2023-11-10'), joined('festo', '2024-01-01'))
      .milestone('2023-12-31', 'both', pending)
      .milestone('2024-01-01', 'both', { achievedOn: '2024-01-01', provenBy: 'MemberJoined festo 2024-01-01' }));

  it('is proven, on one day, by the later in order of recording, of whichever indicator', () =>
    given(joined('festo', '2024-01-01'), registered('2024-01-01')).milestone('2024-01-01', 'both', {
      achievedOn: '2024-01-01',
      provenBy: 'OfficialRegistrationPublished 2024-01-01',
    }));

  it('is achieved when one of any holds, proven by the first', () =>
    given(joined('festo', '2024-01-01'), released('2024-02-01'), registered('2024-03-01'))
      .milestone('2024-01-31', 'either', pending)
      .milestone('2024-06-14', 'either', { achievedOn: '2024-02-01', provenBy: 'PlatformReleased 2024-02-01' }));
});

describe('a milestone of any of two conditions that hold from one day on', () => {
  const registration = { indicator: 'I1', equals: true };
  const release = { indicator: 'I6', equals: true };

  it('is proven by the fact that was recorded first, in whichever order they are named', () =>
    allianceWith(all, [
      milestone('one', { any: [registration, release] }),
      milestone('other', { any: [release, registration] }),
    ])(released('2024-01-01'), registered('2024-01-01'))
      .milestone('2024-01-01', 'one', { provenBy: 'PlatformReleased 2024-01-01' })
      .milestone('2024-01-01', 'other', { provenBy: 'PlatformReleased 2024-01-01' }));
});

describe('milestones and frameworks', () => {
  const before = framework(all, [milestone('MS', { indicator: 'I2', atLeast: 1 })]);
  const after = framework(all, [milestone('MS', { indicator: 'I2', atLeast: 2 })]);

  it('are those of the framework effective on the day asked for, for the days before it too', () =>
    lifeOf('2022-06-15', '2026-06-14')(
      adopted('2022-06-15', before),
      adopted('2024-06-01', after),
      joined('festo', '2023-01-01'),
      joined('efvet', '2023-05-01'),
    )
      .milestone('2024-05-31', 'MS', { achievedOn: '2023-01-01', provenBy: 'MemberJoined festo 2023-01-01' })
      .milestone('2024-06-01', 'MS', { achievedOn: '2023-05-01', provenBy: 'MemberJoined efvet 2023-05-01' }));
});

describe('many milestones over many indicators', () => {
  test('read each indicator once a day, however many conditions ask for it', async () => {
    const [INDICATORS, MEMBERS] = [20, 30];
    const watched = Array.from({ length: INDICATORS }, (_, i) => indicator(`W${i}`, { kind: 'membersJoined' }));
    const any = watched.map(({ id }) => ({ indicator: id, atLeast: 1_000 }));
    const many = Array.from({ length: 40 }, (_, i) => milestone(`many-${i}`, { any }));
    const recorder = new Recorder(new ProjectCalendar(dayOf('2022-06-15'), dayOf('2026-06-14')));
    recorder.append(established('2022-06-15', '2026-06-14'));
    recorder.append(adopted('2022-06-15', framework(watched, many)));
    for (let i = 0; i < MEMBERS; i++) recorder.append(joined(`m${i}`, isoDate(dayOf('2023-01-01') + i)));
    const view = (await recorder.model()).alliance('lcamp')?.view() as View;
    let asked = 0;
    const watching = Object.create(view, {
      ledger: { value: (source: Source) => (asked++, view.ledger(source)) },
    }) as View;
    const readings = readMilestones(watching, dayOf('2024-06-14'));
    expect(readings.map(({ status }) => status)).toEqual(many.map(() => 'notDue'));
    // Asking for the days on which something changes asks a ledger too, for each condition.
    const byConditions = many.length * INDICATORS;
    expect(asked).toBeLessThan(2 * byConditions + 10 * INDICATORS * (MEMBERS + 2));
  });
});
