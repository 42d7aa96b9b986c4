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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { TaskOwner } from '../../tasks/TaskStore';
import { CLOCK_TOLERANCE_MS } from '../../tracking/isDue';
import { toIso } from '../../tracking/toIso';
import type { Credential, TokenLifetimes, Tokens } from '../types';
import type { SealContext, Vault } from '../Vault';

/** As the database has it. */
interface CredentialRow {
  user_entity_ref: string;
  /** PostgreSQL gives a bigint as text. */
  github_user_id: number | string;
  kind: 'lease' | 'grant';
  // eslint-disable-next-line no-restricted-syntax
  sealed: string | null;
  version: number;
  github_login?: string;
  expires_at?: string;
  refresh_expires_at?: string;
  created_at: string;
}

export interface SealedCredentialsOptions {
  db: Knex;
  vault: Vault;
  host: string;
  logger: LoggerService;
}

/**
 * The table `credentials` of one GitHub: sealed when written, opened when read.
 *
 * Every change of tokens is one write; those that depend on what was read
 * compare its version, so that of several replicas one wins. A text that an
 * older key opens is sealed anew with the first. One that was sealed for
 * somebody else is deleted; one whose key is not here opens nothing and is left
 * to the replicas that may have the key (while keys are rotated), to its expiry,
 * or to the user who connects again.
 */
export class SealedCredentials {
  readonly #options: SealedCredentialsOptions;
  readonly #toldKeyIds = new Set<string>();

  private constructor(options: SealedCredentialsOptions) {
    this.#options = options;
  }

  static create(options: SealedCredentialsOptions): SealedCredentials {
    return new SealedCredentials(options);
  }

  /** Those of a user, the one given last first; all accounts unless one is named. */
  async list(
    userEntityRef: string,
    githubUserId?: number,
  ): Promise<Credential[]> {
    const { db, host } = this.#options;
    const rows: CredentialRow[] = await db('credentials')
      .where({
        host,
        user_entity_ref: userEntityRef,
        ...(githubUserId !== undefined && { github_user_id: githubUserId }),
      })
      .orderBy('created_at', 'desc');
    const opened = await Promise.all(rows.map(row => this.#open(row)));
    return opened.filter(credential => credential !== undefined);
  }

  /** As it is now; `undefined`: deleted meanwhile. */
  async reread(of: Credential): Promise<Credential | undefined> {
    const all = await this.list(of.userEntityRef, of.githubUserId);
    return all.find(({ kind }) => kind === of.kind);
  }

  /** Writes a credential, in place of one that the owner may have. */
  async put(
    credential: Omit<Credential, 'version' | 'tokens'> & { tokens: Tokens },
  ): Promise<void> {
    const { db, host } = this.#options;
    const { userEntityRef, githubUserId, kind, createdAt } = credential;
    const row = {
      user_entity_ref: userEntityRef,
      github_user_id: githubUserId,
      host,
      kind,
      github_login: credential.githubLogin ?? null,
      created_at: createdAt,
      ...this.#tokenColumns(credential, credential.tokens, credential),
      version: 0,
    };
    await db('credentials')
      .insert(row)
      .onConflict(['user_entity_ref', 'github_user_id', 'host', 'kind'])
      .merge({ ...row, version: db.raw('credentials.version + 1') });
  }

  /** Other tokens in place of those that were read. `false`: somebody was faster. */
  async replaceTokens(
    credential: Credential,
    tokens: Tokens,
    lifetimes: TokenLifetimes,
  ): Promise<boolean> {
    const replaced = await this.#asRead(credential).update({
      ...this.#tokenColumns(credential, tokens, lifetimes),
      version: credential.version + 1,
    });
    return replaced > 0;
  }

  /** Forgets the tokens; that they are over remains known. */
  async expire(credential: Credential): Promise<void> {
    // The version stays: a refresh that is under way may still bring new tokens.
    await this.#asRead(credential).update({
      sealed: null,
      refresh_claimed_until: null,
    });
  }

  /** Has the access token refreshed before it is used again. */
  async makeDue(credential: Credential, now: string): Promise<void> {
    await this.#asRead(credential).update({ expires_at: now });
  }

  /** Takes it on itself to refresh within that time; `false`: somebody else does. */
  async claimRefresh(
    credential: Credential,
    now: number,
    leaseMs: number,
  ): Promise<boolean> {
    const claimed = await this.#asRead(credential)
      .andWhere(free =>
        free
          .whereNull('refresh_claimed_until')
          .orWhere('refresh_claimed_until', '<=', toIso(now))
          // No claim is so much longer than ours: a clock went back.
          .orWhere(
            'refresh_claimed_until',
            '>',
            toIso(now + leaseMs + CLOCK_TOLERANCE_MS),
          ),
      )
      .update({ refresh_claimed_until: toIso(now + leaseMs) });
    return claimed > 0;
  }

  /** Nothing reached GitHub: whoever comes next may try at once. */
  async releaseRefresh(credential: Credential): Promise<void> {
    await this.#asRead(credential).update({ refresh_claimed_until: null });
  }

  /** Deletes it, unless other tokens were stored since it was read. */
  async remove(credential: Credential): Promise<boolean> {
    return (await this.#asRead(credential).delete()) > 0;
  }

  async removeLease(owner: TaskOwner): Promise<void> {
    await this.#row({ ...owner, kind: 'lease' }).delete();
  }

  /** Whatever tokens are stored in it by then. */
  async removeGrant(owner: TaskOwner): Promise<void> {
    await this.#row({ ...owner, kind: 'grant' }).delete();
  }

  #row(of: TaskOwner & Pick<Credential, 'kind'>) {
    const { db, host } = this.#options;
    return db('credentials').where({
      user_entity_ref: of.userEntityRef,
      github_user_id: of.githubUserId,
      host,
      kind: of.kind,
    });
  }

  #asRead(credential: Credential) {
    return this.#row(credential).andWhere({ version: credential.version });
  }

  #tokenColumns(
    of: TaskOwner & Pick<Credential, 'kind'>,
    tokens: Tokens,
    { expiresAt, refreshExpiresAt }: TokenLifetimes,
  ) {
    const { vault } = this.#options;
    return {
      sealed: vault.seal(JSON.stringify(tokens), this.#context(of)),
      expires_at: expiresAt ?? null,
      refresh_expires_at: refreshExpiresAt ?? null,
      refresh_claimed_until: null,
    };
  }

  #context(of: TaskOwner & Pick<Credential, 'kind'>): SealContext {
    return {
      kind: of.kind,
      userEntityRef: of.userEntityRef,
      host: this.#options.host,
      subject: of.githubUserId,
    };
  }

  /** `undefined`: it was not sealed for this row, and is deleted. */
  async #open(row: CredentialRow): Promise<Credential | undefined> {
    const credential = toCredential(row);
    if (!row.sealed) return credential;
    const { vault, logger } = this.#options;
    const opened = vault.open(row.sealed, this.#context(credential));
    if (opened.kind === 'forged') {
      logger.warn(
        `The ${row.kind} of ${row.user_entity_ref} was not encrypted for that user and account, so it was deleted. Somebody may have changed the table credentials; the user has to sign in again.`,
        { user: row.user_entity_ref, keyId: opened.keyId },
      );
      await this.#row(credential).andWhere({ sealed: row.sealed }).delete();
      return undefined;
    }
    if (opened.kind === 'unknown-key') {
      this.#tellOnce(opened.keyId);
      return credential;
    }
    credential.tokens = JSON.parse(opened.text);
    if (!opened.isCurrent) {
      await this.#row(credential)
        .andWhere({ sealed: row.sealed })
        .update({ sealed: vault.seal(opened.text, this.#context(credential)) });
    }
    return credential;
  }

  #tellOnce(keyId: string): void {
    if (this.#toldKeyIds.has(keyId)) return;
    this.#toldKeyIds.add(keyId);
    this.#options.logger.warn(
      'Tokens are kept that none of agentTasks.credentials.encryptionKeys opens. If a key was removed too early, add it again at the end of the list; else their users have to sign in or connect again.',
      { keyId },
    );
  }
}

function toCredential(row: CredentialRow): Credential {
  return {
    userEntityRef: row.user_entity_ref,
    githubUserId: Number(row.github_user_id),
    kind: row.kind,
    version: row.version,
    ...(row.github_login && { githubLogin: row.github_login }),
    ...(row.expires_at && { expiresAt: row.expires_at }),
    ...(row.refresh_expires_at && { refreshExpiresAt: row.refresh_expires_at }),
    createdAt: row.created_at,
  };
}
