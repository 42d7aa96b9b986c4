/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

type Groups<V> = Record<string, (value: V) => unknown>;

/**
 * A Map that also finds its values by properties that never change, without
 * looking at all of them. A property that is undefined puts a value in no group.
 */
export class GroupedMap<K, V, G extends Groups<V>> extends Map<K, V> {
  readonly #properties: G;
  readonly #groups = new Map<keyof G, Map<unknown, Set<V>>>();

  constructor(properties: G) {
    super();
    this.#properties = properties;
    for (const name of Object.keys(properties)) {
      this.#groups.set(name, new Map());
    }
  }

  override set(key: K, value: V): this {
    this.delete(key);
    for (const [name, property] of Object.entries(this.#properties)) {
      const group = property(value);
      if (group === undefined) continue;
      const groups = this.#groups.get(name)!;
      const values = groups.get(group);
      if (values) values.add(value);
      else groups.set(group, new Set([value]));
    }
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    const value = this.get(key);
    if (value !== undefined) {
      for (const [name, property] of Object.entries(this.#properties)) {
        this.#groups.get(name)!.get(property(value))?.delete(value);
      }
    }
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#groups.forEach(groups => groups.clear());
  }

  /** The values with this property, in the order in which they came. */
  group(name: keyof G, property: unknown): ReadonlySet<V> {
    return this.#groups.get(name)!.get(property) ?? new Set();
  }
}
