/** A map that forgets its oldest entry when it is full. */
export function bounded<K, V>(most: number): Pick<Map<K, V>, 'get' | 'set' | 'delete'> {
  const map = new Map<K, V>();
  return {
    get: (key) => map.get(key),
    delete: (key) => map.delete(key),
    set(key, value) {
      map.delete(key);
      map.set(key, value);
      for (const oldest of map.keys()) {
        if (map.size <= most) break;
        map.delete(oldest);
      }
      return map;
    },
  };
}
