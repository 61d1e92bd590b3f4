// Reads one sheet of an .xlsx workbook row by row.
import type { Notice } from './notices.js';
import { sheetRows } from './sheet-rows.js';
import { unreadable, withinLimits, type MergedCells, type ReadingSettings, type Table } from './table.js';
import { openWorkbook, type Sheet } from './workbook.js';

export async function xlsxTable(bytes: Buffer, { sheet }: ReadingSettings): Promise<Table> {
  const workbook = await openWorkbook(bytes);
  const chosen = chooseSheet(workbook.sheets, sheet);
  const notices: Notice[] = [];
  const hidden = workbook.sheets.filter((each) => each.hidden && each !== chosen).map(({ name }) => name);
  if (hidden.length > 0) notices.push((words) => words.hiddenSheets(hidden.join(', ')));
  let lowest: MergedCells | undefined;
  const onMerged = (cells: MergedCells): void => {
    if (cells.to > (lowest?.to ?? 0)) lowest = cells;
  };
  return {
    rows: withinLimits(sheetRows(workbook, chosen, notices, onMerged)),
    epoch: workbook.epoch,
    sheet: chosen.name,
    notices,
    merged: () => lowest,
    share: () => workbook.parts.shareRead(chosen.part),
  };
}

function chooseSheet(sheets: readonly Sheet[], named: string | undefined): Sheet {
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  const found = sheets.find(({ name }) => name === named);
  if (found) return found;
  if (named !== undefined) throw unreadable('sheet-unknown', `There is no sheet "${named}"; there are ${names}.`);
  const [only, another] = sheets.filter(({ hidden }) => !hidden);
  if (only && !another) return only;
  throw unreadable(
    'sheet-unknown',
    only ? `The workbook has several sheets: ${names}.` : 'The workbook has no visible sheet.',
  );
}
