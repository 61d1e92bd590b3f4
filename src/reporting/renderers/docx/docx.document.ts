// A report as a DOCX document: cover, contents, and its sections with their headings.
import {
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TableOfContents,
  TabStopType,
  TextRun,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import type { Report, Section } from '../../report-model.js';
import { pageGroups, runningTitle } from '../pages.js';
import type { Assets } from '../renderer.js';
import { picture } from '../svg-picture.js';
import { headingOf, image, pairOf, piecesOf, type Setting } from './docx.blocks.js';
import { COLOURS, documentLists, documentStyles, STYLES } from './docx.styles.js';

/** Word 2013 and everything since lay it out as they do their own. */
const COMPATIBILITY = 15;

const A4 = { width: 210, height: 297 } as const;
/** In millimetres: A4 upright, and turned sideways. */
const PAGES = {
  tall: { across: A4.width, margin: { x: 20, top: 25, bottom: 20 }, orientation: PageOrientation.PORTRAIT },
  wide: { across: A4.height, margin: { x: 15, top: 22, bottom: 17 }, orientation: PageOrientation.LANDSCAPE },
} as const;
type Page = (typeof PAGES)[keyof typeof PAGES];

const textWidth = ({ across, margin }: Page): number => convertMillimetersToTwip(across - 2 * margin.x);

export async function documentOf(report: Report, assets: Assets): Promise<Document> {
  const { title, subject, cover, language, words, sections } = report;
  const counted = { lists: 0, starts: new Set<number>(), pictures: 0, Table: 0, Chart: 0 };
  const setting = (page: Page): Setting => ({ words, language, width: textWidth(page), counted });
  const pages: ISectionOptions[] = [
    { properties: pageOf(PAGES.tall), children: await coverOf(report, assets, setting(PAGES.tall)) },
  ];
  for (const [i, group] of pageGroups(sections).entries()) {
    const page = group.wide ? PAGES.wide : PAGES.tall;
    const children: FileChild[] = i === 0 ? contents(words.contents) : [];
    for (const [j, section] of group.sections.entries()) {
      children.push(...(await sectionPieces(section, 1, setting(page), i === 0 || j > 0)));
    }
    pages.push({ properties: pageOf(page), headers: header(report, page), footers: footer(report, page), children });
  }
  return new Document({
    title,
    subject: cover.subtitle,
    creator: subject.name,
    lastModifiedBy: subject.name,
    compatabilityModeVersion: COMPATIBILITY,
    styles: documentStyles(language),
    numbering: documentLists(counted.starts),
    sections: pages,
  });
}

function pageOf({ margin: { x, top, bottom }, orientation }: Page): NonNullable<ISectionOptions['properties']> {
  const [width, height] = [convertMillimetersToTwip(A4.width), convertMillimetersToTwip(A4.height)];
  const [side, above, below] = [x, top, bottom].map(convertMillimetersToTwip) as [number, number, number];
  return {
    type: SectionType.NEXT_PAGE,
    page: {
      size: { width, height, orientation },
      margin: { left: side, right: side, top: above, bottom: below, header: 500, footer: 500 },
    },
  };
}

/** Height of the emblem, in pixels of 1/96 inch: 18 mm. */
const EMBLEM_HEIGHT = 68;
const EMBLEM_ZOOM = 3;

async function coverOf({ title, cover }: Report, { emblem }: Assets, { counted }: Setting): Promise<Paragraph[]> {
  const pieces: Paragraph[] = [];
  if (emblem) {
    const { png, width, height } = await emblemPicture(emblem);
    const size = [(EMBLEM_HEIGHT * width) / height, EMBLEM_HEIGHT] as const;
    pieces.push(new Paragraph({ children: [image(png, size, cover.emblemAlt, counted)] }));
  }
  return [
    ...pieces,
    new Paragraph({ style: STYLES.funding, text: cover.fundingStatement }),
    new Paragraph({ style: 'Title', text: title }),
    new Paragraph({ style: STYLES.subtitle, text: cover.subtitle }),
    ...(cover.warning === undefined ? [] : [new Paragraph({ style: STYLES.warning, text: cover.warning })]),
    ...cover.details.map(pairOf),
    new Paragraph({ style: STYLES.small, spacing: { before: 600 }, text: cover.disclaimer }),
  ];
}

/** A PNG file as it is, with its size; a drawing as a picture. */
async function emblemPicture({
  mediaType,
  bytes,
}: NonNullable<Assets['emblem']>): Promise<{ png: Uint8Array; width: number; height: number }> {
  if (mediaType === 'image/svg+xml') return picture(bytes, EMBLEM_ZOOM);
  // The header of a PNG file holds both as its first numbers.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { png: bytes, width: view.getUint32(16), height: view.getUint32(20) };
}

/** Its entries are links: page numbers are known to nobody but the program that shows it. */
const contents = (title: string): FileChild[] => [
  new Paragraph({ style: STYLES.contents, text: title }),
  new TableOfContents(title, {
    headingStyleRange: '1-1',
    hyperlink: true,
    pageNumbersEntryLevelsRange: '1-1',
    beginDirty: false,
  }),
];

/** `breaks`: whether it may ask for a new page, or begins on one anyway. */
async function sectionPieces(section: Section, level: number, setting: Setting, breaks: boolean): Promise<FileChild[]> {
  const pageBreakBefore = level === 1 && breaks && section.newPage === true;
  const pieces: FileChild[] = [headingOf([{ text: section.title }], level, { pageBreakBefore })];
  for (const [i, block] of section.blocks.entries()) {
    const leads = block.kind === 'paragraph' && section.blocks[i + 1]?.kind === 'table';
    pieces.push(...(await piecesOf(block, level, setting, leads)));
  }
  for (const inner of section.sections) pieces.push(...(await sectionPieces(inner, level + 1, setting, breaks)));
  return pieces;
}

const RULE = { style: 'single', size: 4, color: COLOURS.rule, space: 2 } as const;

function header(report: Report, page: Page): { readonly default: Header } {
  const warning = new TextRun({ text: report.cover.warning ?? '', bold: true, color: COLOURS.warning });
  return {
    default: new Header({
      children: [
        new Paragraph({
          style: STYLES.running,
          border: { bottom: RULE },
          tabStops: [{ type: TabStopType.RIGHT, position: textWidth(page) }],
          children: [new TextRun(`${runningTitle(report)}\t`), warning],
        }),
      ],
    }),
  };
}

function footer({ cover, words }: Report, page: Page): { readonly default: Footer } {
  return {
    default: new Footer({
      children: [
        new Paragraph({
          style: STYLES.running,
          tabStops: [{ type: TabStopType.RIGHT, position: textWidth(page) }],
          children: [
            new TextRun(`${cover.fundingStatement}\t`),
            new TextRun({ children: [`${words.page} `, PageNumber.CURRENT, ` ${words.of} `, PageNumber.TOTAL_PAGES] }),
          ],
        }),
      ],
    }),
  };
}
