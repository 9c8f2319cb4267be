/** Something the person who started the import can mend; its message is one line and says what to do. */
export class ImportError extends Error {
  /** Further lines, one per bad row. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message.replace(/\s+/g, ' ').trim());
    this.name = 'ImportError';
    this.details = details;
  }
}
