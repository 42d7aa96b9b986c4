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

import type { TaskOwner } from '../tasks/TaskStore';
import type { CredentialAudit } from './CredentialAudit';
import type { CredentialStore } from './CredentialStore';
import type { RefusedTokens } from './database/RefusedTokens';
import type { SealedCredentials } from './database/SealedCredentials';
import type { GrantTokens } from './grant/GrantTokens';
import type { Credential } from './types';

const DAY_MS = 24 * 60 * 60_000;
/** As long as a finished task whose pull request is open is followed. */
const LEASE_MS = 14 * DAY_MS;
/** A lease whose user shows up is extended once a day, not with every request. */
const EXTEND_AFTER_MS = DAY_MS;

export interface DatabaseCredentialsOptions {
  credentials: SealedCredentials;
  refused: RefusedTokens;
  /** Absent: grants are not offered, and such as there are stay unused. */
  grantTokens?: GrantTokens;
  audit?: CredentialAudit;
}

/**
 * {@link CredentialStore} in the plugin's database, encrypted: a lease per owner
 * (the token that came with a request), and the owner's grant where there is
 * one, which comes first.
 *
 * Promises: all replicas see the same and a restart forgets nothing; a token
 * that one of them found refused is kept by none for a day; a lease ends after
 * 14 days without its user; a request that brings the same token writes nothing.
 *
 * Does not promise that a token is good: GitHub alone knows, and says so when it
 * is used. On a crash there is either the token before or the one after.
 */
export class DatabaseCredentials implements CredentialStore {
  readonly #options: DatabaseCredentialsOptions;

  private constructor(options: DatabaseCredentialsOptions) {
    this.#options = options;
  }

  static create(options: DatabaseCredentialsOptions): DatabaseCredentials {
    return new DatabaseCredentials(options);
  }

  async keep(owner: TaskOwner, token: string): Promise<boolean> {
    const { credentials, refused } = this.#options;
    if (await refused.has(token)) return false;
    const all = await credentials.list(owner.userEntityRef);
    const isOwn = ({ githubUserId }: Credential) =>
      githubUserId === owner.githubUserId;
    const holding = all.filter(
      credential =>
        isOwn(credential) && credential.tokens?.accessToken === token,
    );
    // The grant's own token, as requests without one use it, is no lease.
    if (holding.some(({ kind }) => kind === 'grant')) return true;
    const now = Date.now();
    const [latest] = all;
    const extendFrom = now + LEASE_MS - EXTEND_AFTER_MS;
    const isLatest = latest !== undefined && holding.includes(latest);
    if (isLatest && isAfter(latest.expiresAt, extendFrom)) return true;

    // The order in which they were given is that of these times.
    const earliest = latest ? Date.parse(latest.createdAt) + 1 : now;
    const at = new Date(Math.max(now, earliest)).toISOString();
    await credentials.put({
      ...owner,
      kind: 'lease',
      tokens: { accessToken: token },
      expiresAt: new Date(now + LEASE_MS).toISOString(),
      createdAt: at,
    });
    this.#options.audit?.kept(owner);
    return true;
  }

  async find(owner: TaskOwner): Promise<string | undefined> {
    const { credentials, audit } = this.#options;
    const { userEntityRef, githubUserId } = owner;
    const found = await this.#first(
      await credentials.list(userEntityRef, githubUserId),
    );
    if (found) audit?.used(owner, found.kind);
    else audit?.ended(owner);
    return found?.token;
  }

  async findForUser(userEntityRef: string): Promise<string | undefined> {
    const all = await this.#options.credentials.list(userEntityRef);
    const [latest] = all;
    const found = await this.#first(
      all.filter(({ githubUserId }) => githubUserId === latest.githubUserId),
    );
    return found?.token;
  }

  heldOwners(): undefined {
    return undefined;
  }

  async wipe(owner: TaskOwner): Promise<void> {
    this.#options.audit?.ended(owner);
    await this.#options.credentials.removeLease(owner);
  }

  async reject(owner: TaskOwner, token: string): Promise<void> {
    const { credentials, refused, grantTokens } = this.#options;
    await refused.add(token);
    const { userEntityRef, githubUserId } = owner;
    for (const credential of await credentials.list(
      userEntityRef,
      githubUserId,
    )) {
      // A newer one may have been kept meanwhile.
      if (credential.tokens?.accessToken !== token) continue;
      if (credential.kind === 'lease') await credentials.remove(credential);
      else await grantTokens?.reject(credential);
    }
  }

  async #first(
    credentials: Credential[],
  ): Promise<{ token: string; kind: Credential['kind'] } | undefined> {
    const { grantTokens } = this.#options;
    for (const grant of credentials.filter(({ kind }) => kind === 'grant')) {
      const token = await grantTokens?.current(grant);
      if (token) return { token, kind: 'grant' };
    }
    const now = Date.now();
    const token = credentials.find(
      ({ kind, tokens, expiresAt }) =>
        kind === 'lease' && tokens && isAfter(expiresAt, now),
    )?.tokens?.accessToken;
    return token ? { token, kind: 'lease' } : undefined;
  }
}

function isAfter(time: string | undefined, now: number): boolean {
  return time === undefined || Date.parse(time) > now;
}
