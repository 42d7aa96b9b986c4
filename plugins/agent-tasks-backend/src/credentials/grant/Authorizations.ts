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

import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { SealContext, Vault } from '../Vault';

/** As long as GitHub's codes. */
const LIFETIME_MS = 10 * 60_000;
/** Of one user at a time: some tabs, but no flood. */
const MOST_OF_ONE_USER = 5;
const STATE_BYTES = 32;
/** 43 characters, the least that PKCE allows, and 256 bits. */
const VERIFIER_BYTES = 32;

/** A consent that a user was sent to GitHub for. */
export interface Authorization {
  /** Comes back with the code; only its hash is kept. */
  state: string;
  codeVerifier: string;
  expiresAt: string;
}

/** The consents that are under way: each is of one user, for ten minutes, and works once. */
export class Authorizations {
  readonly #db: Knex;
  readonly #vault: Vault;
  readonly #host: string;

  private constructor(options: { db: Knex; vault: Vault; host: string }) {
    this.#db = options.db;
    this.#vault = options.vault;
    this.#host = options.host;
  }

  static create(options: {
    db: Knex;
    vault: Vault;
    host: string;
  }): Authorizations {
    return new Authorizations(options);
  }

  async begin(userEntityRef: string): Promise<Authorization> {
    const state = randomBytes(STATE_BYTES).toString('base64url');
    const codeVerifier = randomBytes(VERIFIER_BYTES).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIME_MS).toISOString();
    const stateHash = hash(state);
    await this.#db('grant_authorizations').insert({
      state_hash: stateHash,
      user_entity_ref: userEntityRef,
      sealed_verifier: this.#vault.seal(
        codeVerifier,
        this.#context(userEntityRef, stateHash),
      ),
      expires_at: expiresAt,
    });
    const own = () =>
      this.#db('grant_authorizations').where({
        user_entity_ref: userEntityRef,
      });
    await own()
      .whereNotIn(
        'state_hash',
        own()
          .orderBy('expires_at', 'desc')
          .limit(MOST_OF_ONE_USER)
          .select('state_hash'),
      )
      .delete();
    return { state, codeVerifier, expiresAt };
  }

  /**
   * Uses a state up and gives its code verifier. `undefined`: it was not given
   * to this user, was used already, or has expired.
   */
  async complete(
    userEntityRef: string,
    state: string,
  ): Promise<string | undefined> {
    const stateHash = hash(state);
    const own = () =>
      this.#db('grant_authorizations').where({
        state_hash: stateHash,
        user_entity_ref: userEntityRef,
      });
    const row = await own().first('sealed_verifier', 'expires_at');
    // Of two requests with one state, one deletes it.
    const isFirst = row !== undefined && (await own().delete()) > 0;
    if (!isFirst || row.expires_at <= new Date().toISOString()) {
      return undefined;
    }
    const opened = this.#vault.open(
      row.sealed_verifier,
      this.#context(userEntityRef, stateHash),
    );
    return opened.kind === 'open' ? opened.text : undefined;
  }

  #context(userEntityRef: string, stateHash: string): SealContext {
    return {
      kind: 'authorization',
      userEntityRef,
      host: this.#host,
      subject: stateHash,
    };
  }
}

function hash(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
