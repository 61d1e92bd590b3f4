// What a terminal is given to show. Names of files, cells and fields come from whoever made them: a sequence of control
// characters among them would wipe out what was printed, or write what nobody said.

/** Control characters but line breaks and tabs, and what turns the direction of all that follows. */
const COMMANDS = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const BREAKS = /[\n\u2028\u2029]/g;

const asCode = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Commands to the terminal as the codes that JSON has for them. */
export const shown = (text: string): string => text.replace(COMMANDS, asCode);

/** The same of a text that is to be one line among others. */
export const inOneLine = (text: string): string => shown(text).replace(BREAKS, asCode);

/** Writes a line on standard output. */
export const print = (text: string): void => void process.stdout.write(`${shown(text)}\n`);
