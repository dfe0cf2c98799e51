import { z } from 'zod';
import type { Path } from './place.ts';

type Schema = z.core.$ZodType;

/** Wrappers that do not change which keys an object may have. */
function unwrap(schema: Schema): Schema {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
    case 'readonly':
      return unwrap(def.innerType);
    case 'lazy':
      return unwrap(def.getter());
    case 'pipe':
      return unwrap(def.in);
    default:
      return schema;
  }
}

/** The schemas that may describe this value: members of a union, narrowed by its `kind` where it has one. */
function candidates(schema: Schema, value: unknown): Schema[] {
  const plain = unwrap(schema);
  if (!(plain instanceof z.core.$ZodUnion)) return [plain];
  const members = plain._zod.def.options.flatMap((option) => candidates(option, value));
  const fitting = members.filter((member) => kindFits(member, value));
  return fitting.length > 0 ? fitting : members;
}

function kindFits(schema: Schema, value: unknown): boolean {
  if (!(schema instanceof z.core.$ZodObject)) return false;
  const kind = schema._zod.def.shape['kind'];
  return (
    kind instanceof z.core.$ZodLiteral && kind._zod.def.values.includes(property(value, 'kind') as never)
  );
}

/** One part of a value, or undefined when there is none; own properties only. */
function property(value: unknown, part: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return (value as Record<PropertyKey, unknown>)[part];
}

/** The value at a path of unknown data, or undefined. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(property, data);
}

function child(schema: Schema, part: PropertyKey): Schema[] {
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
  if (!(schema instanceof z.core.$ZodObject)) return [];
  const found = schema._zod.def.shape[String(part)];
  return found === undefined ? [] : [found];
}

/** The keys an author may use at a path, in the order of the schema; empty when it is not an object there. */
export function keysAt(schema: Schema, path: Path, data: unknown): string[] {
  let schemas = candidates(schema, data);
  let value = data;
  for (const part of path) {
    value = property(value, part);
    schemas = schemas.flatMap((one) => child(one, part)).flatMap((one) => candidates(one, value));
  }
  const keys = schemas.flatMap((one) =>
    one instanceof z.core.$ZodObject ? Object.keys(one._zod.def.shape) : [],
  );
  return [...new Set(keys)];
}
