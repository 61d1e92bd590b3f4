// Tables as CSV files (RFC 4180), and any content as a download.

/** Cells that a spreadsheet would take for a formula (some do at wide signs) get an apostrophe; a negative number is none. */
const FORMULA = /^[=+@\t\r＝＋－＠]|^-(?!\d+(\.\d+)?$)/;

export type CsvCell = string | number | null;

export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  // The mark at the start tells spreadsheets that this is UTF-8.
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a file to the reader. */
export function download(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // After the click the browser still has to read it.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function downloadCsv(fileName: string, rows: readonly (readonly CsvCell[])[]): void {
  download(fileName, new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }));
}
