/** Bodies of commits that the server has not acknowledged, kept on this device. */
export type Journal = {
  /** Replaces what is kept for a session. */
  keep: (epoch: number, bodies: readonly string[]) => boolean;
  /** What earlier pages left behind, oldest session first. */
  leftovers: () => { epoch: number; bodies: string[] }[];
};

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * A journal in the browser's storage of the package's own origin, one entry per session. Storage may be full, switched
 * off, or tampered with by the package: then there is less to send again, and nothing else changes.
 * @param name tells attempts and lessons apart
 */
export function openJournal(shelf: Shelf | undefined, name: string): Journal {
  const prefix = `askwell:${name}:`;
  return {
    keep(epoch, bodies) {
      try {
        if (!shelf) return false;
        if (bodies.length === 0) shelf.removeItem(prefix + epoch);
        else shelf.setItem(prefix + epoch, JSON.stringify(bodies));
        return true;
      } catch {
        return false;
      }
    },
    leftovers() {
      if (!shelf) return [];
      return keysOf(shelf)
        .filter((key) => key.startsWith(prefix) && /^\d{1,9}$/.test(key.slice(prefix.length)))
        .map((key) => ({ epoch: Number(key.slice(prefix.length)), bodies: readBodies(shelf, key) }))
        .sort((a, b) => a.epoch - b.epoch);
    },
  };
}

function keysOf(shelf: Shelf): string[] {
  try {
    return Array.from({ length: shelf.length }, (_, at) => shelf.key(at)).filter((key) => key !== null);
  } catch {
    return [];
  }
}

function readBodies(shelf: Shelf, key: string): string[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((body) => typeof body === 'string') : [];
  } catch {
    return [];
  }
}
