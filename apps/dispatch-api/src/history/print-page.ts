import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { printable } from './printable-text.ts';

const MARGIN = 50;
const FOOT_HEIGHT = 34;
const INK = '#000000';
const DIM = '#444444';
const LINE = '#999999';
/** For times, before what happened then. */
const TIME_WIDTH = 66;

const require = createRequire(import.meta.url);
let fonts: Promise<readonly [Buffer, Buffer]> | undefined;

/** DejaVu has Latin, Cyrillic, Greek, Hebrew and Arabic; the fonts built into PDF lack Cyrillic and ř. Read once. */
const loadFonts = (): Promise<readonly [Buffer, Buffer]> =>
  (fonts ??= Promise.all([
    readFile(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
    readFile(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  ]));

interface FontOfPage {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
}

/** A4 pages in black on white, filled from the top, with a line at the foot of each. */
export class PrintPage {
  private readonly chunks: Buffer[] = [];
  private readonly done: Promise<void>;
  private readonly hasLetter: (codePoint: number) => boolean;
  private readonly width: number;

  private constructor(private readonly document: PDFKit.PDFDocument) {
    document.on('data', (chunk: Buffer) => void this.chunks.push(chunk));
    this.done = new Promise((resolve) => document.on('end', resolve));
    document.font('body');
    const { font } = (document as unknown as { _font: FontOfPage })._font;
    const known = new Map<number, boolean>();
    this.hasLetter = (codePoint) => {
      const isKnown = known.get(codePoint) ?? font.hasGlyphForCodePoint(codePoint);
      known.set(codePoint, isKnown);
      return isKnown;
    };
    this.width = document.page.width - 2 * MARGIN;
  }

  static async begin(about: { readonly title: string; readonly language: string }): Promise<PrintPage> {
    const [body, bold] = await loadFonts();
    const document = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT_HEIGHT },
      bufferPages: true,
      lang: about.language,
      info: { Title: about.title, Creator: 'Akut' },
      font: '',
    } as PDFKit.PDFDocumentOptions);
    document.registerFont('body', body);
    document.registerFont('bold', bold);
    return new PrintPage(document);
  }

  private safe(text: string): string {
    return printable(text, this.hasLetter);
  }

  title(text: string, under: string): void {
    this.document.font('bold').fontSize(18).fillColor(INK).text(this.safe(text));
    this.document.font('body').fontSize(9.5).fillColor(DIM).text(this.safe(under)).moveDown(0.8);
  }

  heading(text: string): void {
    // A heading alone at the foot of a page helps nobody.
    if (this.document.y > this.document.page.height - MARGIN - FOOT_HEIGHT - 60) this.document.addPage();
    const { document } = this;
    document.moveDown(0.7).font('bold').fontSize(11).fillColor(INK).text(this.safe(text), MARGIN);
    const y = document.y + 1;
    document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    document.y = y + 5;
  }

  /** What something is, in a column of its own, and its value. */
  fact(name: string, value: string): void {
    this.row(name, value, { nameWidth: 110 });
  }

  /** A time, what happened then, and by whom; below it what was written. */
  event(time: string, sentence: string, by: string, lines: readonly string[]): void {
    this.row(time, by === '' ? sentence : `${sentence}  (${by})`, { nameWidth: TIME_WIDTH, size: 9 });
    for (const line of lines) this.quote(line, TIME_WIDTH);
  }

  paragraph(text: string): void {
    this.document
      .font('body')
      .fontSize(9.5)
      .fillColor(INK)
      .text(this.safe(text), MARGIN, this.document.y, { width: this.width })
      .moveDown(0.3);
  }

  quote(text: string, indent = 0): void {
    if (text === '') return;
    this.document
      .font('body')
      .fontSize(8.5)
      .fillColor(DIM)
      .text(this.safe(text), MARGIN + indent + 8, this.document.y, { width: this.width - indent - 8 })
      .moveDown(0.2);
  }

  private row(
    name: string,
    value: string,
    { nameWidth, size = 9.5 }: { nameWidth: number; size?: number },
  ): void {
    const { document } = this;
    const room = document.page.height - MARGIN - FOOT_HEIGHT - document.y;
    if (room < 2 * size) document.addPage();
    const { y } = document;
    document.font('body').fontSize(size).fillColor(DIM);
    document.text(this.safe(name), MARGIN, y, { width: nameWidth - 6, lineBreak: false, ellipsis: true });
    document.fillColor(INK).text(this.safe(value), MARGIN + nameWidth, y, { width: this.width - nameWidth });
    document.moveDown(0.15);
  }

  /** Writes the foot of every page and answers the whole document. */
  async end(footOf: (page: number, pages: number) => readonly [string, string]): Promise<Buffer> {
    const { document } = this;
    const { count } = document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      document.switchToPage(index);
      // Below the margin, where text would begin a new page.
      document.page.margins.bottom = 0;
      const y = document.page.height - MARGIN - 8;
      const [left, right] = footOf(index + 1, count);
      document.font('body').fontSize(7.5).fillColor(DIM);
      document.text(this.safe(left), MARGIN, y, { width: this.width * 0.72, height: 20, ellipsis: true });
      document.text(this.safe(right), MARGIN, y, { width: this.width, align: 'right', lineBreak: false });
    }
    document.end();
    await this.done;
    return Buffer.concat(this.chunks);
  }
}
