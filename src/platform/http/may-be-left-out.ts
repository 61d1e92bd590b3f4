// A field of a body that need not be there. Where it stands it is checked: null is a value, and of the wrong type.
import { ValidateIf } from 'class-validator';

export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
