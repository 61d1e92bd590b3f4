// Texts, numbers, ids, codes and addresses: what is refused, and how the rest is stored.
import { describe, expect, it } from '@jest/globals';
import { codes, faults, stored } from './data.given.js';

describe('names and titles', () => {
  it.each([
    ['', 'text-empty'],
    ['   ', 'text-empty'],
    ['\u200b', 'text-empty'],
    ['\u00a0\u2003\u200d\ufeff', 'text-empty'],
    ['\u3164', 'text-empty'],
    ['\u2800', 'text-empty'],
    ['a\u0000b', 'text-invalid'],
    ['a\nb', 'text-invalid'],
    ['a\tb', 'text-invalid'],
    ['a\u0007b', 'text-invalid'],
    ['a\u0085b', 'text-invalid'],
    ['a\u202eb', 'text-invalid'],
    ['a\u2067b', 'text-invalid'],
    ['a\ud800b', 'text-invalid'],
    ['\udc00a', 'text-invalid'],
    ['a'.repeat(301), 'text-too-long'],
    ['😀'.repeat(301), 'text-too-long'],
  ])('%j is refused', (name, code) => {
    expect(codes('MemberJoined', { name })).toEqual([`name ${code}`]);
  });
  it.each([
    'x',
    'a'.repeat(300),
    '😀'.repeat(300),
    '👩‍👩‍👧‍👦 e.V.',
    'Škoda İş ß',
    "<script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    '{{7*7}}',
    'جامعة',
  ])('%j is kept as it is', (name) => {
    expect(stored('MemberJoined', { name })).toHaveProperty('name', name.normalize('NFC'));
  });
  it('are trimmed and in NFC, and measured afterwards', () => {
    expect(stored('MemberJoined', { name: '  Zu\u0308rich \n' })).toHaveProperty('name', 'Zürich');
    expect(stored('MemberJoined', { name: `  ${'e\u0301'.repeat(300)}  ` })).toHaveProperty('name', 'é'.repeat(300));
  });
});

describe('other text', () => {
  it('has line breaks and tabs, up to 5,000 characters', () => {
    const reason = `first\r\n\tsecond ${'é'.repeat(4_984)}`;
    expect(stored('MemberLeft', { reason })).toHaveProperty('reason', reason);
    expect(codes('MemberLeft', { reason: 'é'.repeat(5_001) })).toEqual(['reason text-too-long']);
  });
  it('a narrative has up to 50,000', () => {
    expect(codes('NarrativeWritten', { text: '𝔸'.repeat(50_000) })).toEqual([]);
    expect(codes('NarrativeWritten', { text: 'x'.repeat(50_001) })).toEqual(['text text-too-long']);
  });
  it.each([
    ['a\u0000b', 'text-invalid'],
    ['a\u001bb', 'text-invalid'],
    ['a\u009fb', 'text-invalid'],
    ['\ud83d', 'text-invalid'],
    [' \n', 'text-empty'],
  ])('%j is refused', (reason, code) => {
    expect(codes('MemberLeft', { reason })).toEqual([`reason ${code}`]);
  });
  it('is in NFC, its spaces are kept', () => {
    expect(stored('MemberLeft', { reason: ' o\u0308 ' })).toHaveProperty('reason', ' ö ');
  });
  it('keys are no place for what text must not hold', () => {
    expect(codes('SurveyAnswered', { answers: { 'q\u0000': 1 } })).toEqual(['answers.q\u0000 value-invalid']);
    expect(codes('MemberLeft', { 'x\ud800': 1 })).toEqual(['x\ud800 unknown-field']);
  });
});

describe('numbers', () => {
  it.each([['5'], [null], [Number.NaN], [Number.POSITIVE_INFINITY], [{}], [[]], [3.5]])(
    '%p is no number of invited',
    (invited) => {
      expect(codes('SurveyOpened', { invited })).toEqual(['invited wrong-type']);
    },
  );
  it.each([0, -1])('%p invited are too few', (invited) => {
    expect(codes('SurveyOpened', { invited })).toEqual(['invited number-out-of-range']);
  });
  it('whole numbers lie within ±2^53', () => {
    expect(codes('ValueReported', { value: 2 ** 53 })).toEqual([]);
    expect(codes('ValueReported', { value: -(2 ** 53) })).toEqual([]);
    expect(codes('ValueReported', { value: 2 ** 53 + 2 })).toEqual(['value number-out-of-range']);
    expect(codes('ValueReported', { value: -1e300 })).toEqual(['value number-out-of-range']);
  });
  it('-0 is stored as 0', () => {
    expect(Object.is(stored('ValueReported', { value: -0 })['value'], 0)).toBe(true);
    expect(stored('SurveyAnswered', { answers: { q1: -0 } })).toHaveProperty('answers', { q1: 0 });
  });
  it('a grant is an amount of money', () => {
    expect(codes('AllianceEstablished', { grant: { amount: -1, currency: 'EUR' } })).toEqual([
      'grant.amount number-out-of-range',
    ]);
    expect(codes('AllianceEstablished', { grant: { amount: 0.5, currency: 'eur' } })).toEqual([
      'grant.currency value-invalid',
    ]);
  });
});

describe('ids, codes and addresses', () => {
  it.each(['', 'Festo', 'fes to', 'a/b', '..', 'a%00', '$a', 'fest\u043e', 'a'.repeat(65), 'festo\n'])(
    '%j is no id',
    (memberId) => {
      expect(codes('MemberJoined', { memberId })).toEqual(['memberId value-invalid']);
    },
  );
  it('ids inside a framework have capitals and dots', () => {
    expect(codes('ValueReported', { indicatorId: 'SO2.I3-a' })).toEqual([]);
    expect(codes('ValueReported', { indicatorId: 'I_3' })).toEqual(['indicatorId value-invalid']);
  });
  it.each(['XX', 'UK', 'EU', 'de', 'DEU', ''])('%j is no country', (country) => {
    expect(codes('MemberJoined', { country })).toEqual(['country not-one-of']);
  });
  it.each(['DE', 'GR', 'GB', 'INT'])('%j is one', (country) => {
    expect(codes('MemberJoined', { country })).toEqual([]);
  });
  it('categories and agent types are those of the contract', () => {
    expect(codes('MemberJoined', { category: 'partner', agentType: 'school' })).toEqual([
      'category not-one-of',
      'agentType not-one-of',
    ]);
    expect(faults('MemberJoined', { category: 'partner' })[0]?.detail).toBe(
      'category: partner is none of projectPartner, associatePartner, affiliate, additionalStakeholder.',
    );
  });
  it.each([
    'example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'http://',
    'https://exa mple.org',
    'https://a.org/\u0000',
    '',
  ])('%j is no web address', (url) => {
    expect(codes('PlatformReleased', { url })).toEqual(['url url-invalid']);
  });
  it('a web address has up to 2,000 characters', () => {
    const ofLength = (length: number): string => 'https://example.org/'.padEnd(length, 'x');
    expect(codes('PlatformReleased', { url: ofLength(2_000) })).toEqual([]);
    expect(codes('PlatformReleased', { url: ofLength(2_001) })).toEqual(['url text-too-long']);
  });
  it('a checksum is 64 hexadecimal digits, stored in lower case', () => {
    const evidence = (sha256: string) => ({ evidence: [{ title: 'Scan', sha256 }] });
    expect(stored('MemberLeft', evidence('AB'.repeat(32)))).toMatchObject(evidence('ab'.repeat(32)));
    expect(codes('MemberLeft', evidence('ab'.repeat(31)))).toEqual(['evidence.0.sha256 value-invalid']);
    expect(codes('MemberLeft', { evidence: [{ url: 'https://example.org' }] })).toEqual(['evidence.0.title missing']);
    expect(codes('EvidenceAdded', { evidence: [] })).toEqual(['evidence list-too-short']);
  });
  it('a time zone is one of IANA', () => {
    for (const timeZone of ['Europe/Madrid', 'UTC']) expect(codes('AllianceEstablished', { timeZone })).toEqual([]);
    for (const timeZone of ['Mars/Base', '+02:00', '']) {
      expect(codes('AllianceEstablished', { timeZone })).toEqual(['timeZone value-invalid']);
    }
  });
  it('the retracted event is named by a UUID, in lower case', () => {
    const eventId = '0F8FAD5B-D9CB-469F-A165-70867728950E';
    expect(stored('EventRetracted', { eventId })).toHaveProperty('eventId', eventId.toLowerCase());
    expect(codes('EventRetracted', { eventId: 'event-1' })).toEqual(['eventId value-invalid']);
  });
  it.each([
    ['M0', false],
    ['M24', true],
    ['m24', false],
    ['2024-03', true],
    ['2024-13', false],
    ['2024-03-01', false],
  ])('the month %s of an activity: %p', (end, fits) => {
    expect(codes('ActivityPlanned', { end })).toEqual(fits ? [] : ['end value-invalid']);
  });
});
