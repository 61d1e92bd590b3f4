// A measurement month's report: open, submitted, perhaps returned, approved, sealed.
import { describe, it } from '@jest/globals';
import { fact, given, nothing, type Recording } from '../stream.given.js';

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const written = (writtenOn: string) =>
  fact('NarrativeWritten', { section: 'summary', language: 'en', text: 'The Alliance grew.', writtenOn });
const submitted = (submittedOn: string) => fact('ReportSubmitted', { submittedOn });
const returned = (returnedOn: string) => fact('ReportReturned', { returnedOn, reason: 'Explain I4.' });
const approved = (approvedOn: string) => fact('ReportApproved', { approvedOn });
const sealed = (sealedOn: string) =>
  fact('ReportSealed', { sealedOn, asOf: '1523', events: 1523, root: sha256, files: [] });

const toSubmitted: Recording[] = [written('2024-06-20'), submitted('2024-06-21')];
const toApproved: Recording[] = [...toSubmitted, approved('2024-07-01')];
const toSealed: Recording[] = [...toApproved, sealed('2024-07-02')];

describe("a month's report", () => {
  it('begins with a text or with its submission', () => {
    nothing('month').when(written('2024-06-20')).isAccepted();
    nothing('month').when(submitted('2024-06-21')).isAccepted();
    nothing('month').when(approved('2024-06-21')).isRefused('month-unknown');
    nothing('month').when(sealed('2024-06-21')).isRefused('month-unknown');
  });
  it('is submitted, returned and submitted again, approved, sealed', () => {
    given('month', ...toSubmitted)
      .when(
        returned('2024-06-25'),
        written('2024-06-26'),
        submitted('2024-06-27'),
        approved('2024-07-01'),
        sealed('2024-07-02'),
      )
      .isAccepted();
  });
  it('takes no step before the one it rests on', () => {
    const open = given('month', written('2024-06-20'));
    open.when(returned('2024-06-21')).isRefused('report-step-too-early');
    open.when(approved('2024-06-21')).isRefused('report-step-too-early');
    open.when(sealed('2024-06-21')).isRefused('report-step-too-early');
    given('month', ...toSubmitted)
      .when(sealed('2024-06-22'))
      .isRefused('report-step-too-early');
  });
  it('takes no step twice', () => {
    given('month', ...toSubmitted)
      .when(submitted('2024-06-22'))
      .isRefused('report-step-taken');
    given('month', ...toApproved)
      .when(approved('2024-07-02'))
      .isRefused('report-step-taken');
    given('month', ...toSealed)
      .when(sealed('2024-07-03'))
      .isRefused('report-step-taken');
  });
  it('is not returned once it is approved', () => {
    given('month', ...toApproved)
      .when(returned('2024-07-02'))
      .isRefused('report-step-taken');
    given('month', ...toSealed)
      .when(returned('2024-07-03'))
      .isRefused('report-step-taken');
  });
  it('its text changes until it is approved', () => {
    given('month', ...toSubmitted)
      .when(written('2024-06-22'))
      .isAccepted();
    given('month', ...toApproved)
      .when(written('2024-07-02'))
      .isRefused('month-sealed');
    given('month', ...toSealed)
      .when(written('2024-07-03'))
      .isRefused('month-sealed');
  });
});
