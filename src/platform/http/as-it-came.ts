// A field of a body that holds data: what it may hold, its own schema says.
import { Transform } from 'class-transformer';

/** Hands it on as it came: a copy would lose what an object inherits a method of, such as the answer to `toString`. */
export function AsItCame(): PropertyDecorator {
  return Transform(({ obj, key }) => (obj as Readonly<Record<string, unknown>>)[key]);
}
