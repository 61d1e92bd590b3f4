// The media types of the files that come in and go out, by their format.

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Files that can be imported. */
export const FILE_TYPES = { csv: 'text/csv', xlsx: XLSX } as const;

/** Files of reports. The tables of .csv come zipped. */
export const REPORT_FILE_TYPES = {
  json: 'application/json',
  csv: 'application/zip',
  xlsx: XLSX,
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  zip: 'application/zip',
} as const;
