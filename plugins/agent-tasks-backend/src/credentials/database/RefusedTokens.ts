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

import type { Knex } from 'knex';
import type { Vault } from '../Vault';

/** Long enough for a browser to find out by itself that its token is over. */
const REMEMBERED_MS = 24 * 60 * 60_000;

/** The tokens that GitHub has refused, for all replicas, as keyed hashes. */
export class RefusedTokens {
  readonly #db: Knex;
  readonly #vault: Vault;

  private constructor(options: { db: Knex; vault: Vault }) {
    this.#db = options.db;
    this.#vault = options.vault;
  }

  static create(options: { db: Knex; vault: Vault }): RefusedTokens {
    return new RefusedTokens(options);
  }

  async add(token: string): Promise<void> {
    const [fingerprint] = this.#vault.fingerprints(token);
    const expiresAt = new Date(Date.now() + REMEMBERED_MS).toISOString();
    await this.#db('refused_tokens')
      .insert({ fingerprint, expires_at: expiresAt })
      .onConflict('fingerprint')
      .merge();
  }

  async has(token: string): Promise<boolean> {
    const row = await this.#db('refused_tokens')
      .whereIn('fingerprint', this.#vault.fingerprints(token))
      .andWhere('expires_at', '>', new Date().toISOString())
      .first('fingerprint');
    return row !== undefined;
  }
}
