// A parameter that may hold an instant: in an address that isn't encoded, the plus of its zone is read as a blank.
import { Transform } from 'class-transformer';

const BLANK_FOR_PLUS = /(?<=T\d\d:\d\d:\d\d(?:\.\d+)?) (?=\d\d:\d\d$)/i;

/** Puts the plus back: no instant holds a blank, so nothing else can have been meant. */
export function PlusOfAZone(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.replace(BLANK_FOR_PLUS, '+') : value,
  );
}
