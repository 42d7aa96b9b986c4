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

import { LRUCache } from 'lru-cache';
import type { TaskOwner } from '../tasks/TaskStore';
import type { CredentialAudit } from './CredentialAudit';
import type { CredentialStore } from './CredentialStore';
import { fingerprintToken } from './fingerprintToken';

const MAX_REFUSED_REMEMBERED = 10_000;

/**
 * {@link CredentialStore} in the memory of this process. A restart forgets all
 * tokens: tracking is then paused until the user shows up again.
 */
export class LeasedTokens implements CredentialStore {
  /** By user, then by account on GitHub, the one kept last at the end. */
  readonly #tokens = new Map<string, Map<number, string>>();
  readonly #refused = new LRUCache<string, true>({
    max: MAX_REFUSED_REMEMBERED,
  });

  readonly #audit?: CredentialAudit;

  private constructor(audit?: CredentialAudit) {
    this.#audit = audit;
  }

  static create(options: { audit?: CredentialAudit } = {}): LeasedTokens {
    return new LeasedTokens(options.audit);
  }

  async keep(owner: TaskOwner, token: string): Promise<boolean> {
    if (this.#refused.has(fingerprintToken(token))) return false;
    if (this.#tokenOf(owner) !== token) this.#audit?.kept(owner);
    const accounts = this.#tokens.get(owner.userEntityRef) ?? new Map();
    accounts.delete(owner.githubUserId);
    accounts.set(owner.githubUserId, token);
    this.#tokens.set(owner.userEntityRef, accounts);
    return true;
  }

  async find(owner: TaskOwner): Promise<string | undefined> {
    const token = this.#tokenOf(owner);
    if (token === undefined) this.#audit?.ended(owner);
    else this.#audit?.used(owner, 'lease');
    return token;
  }

  async findForUser(userEntityRef: string): Promise<string | undefined> {
    return [...(this.#tokens.get(userEntityRef)?.values() ?? [])].at(-1);
  }

  heldOwners(): TaskOwner[] {
    return [...this.#tokens].flatMap(([userEntityRef, accounts]) =>
      [...accounts.keys()].map(githubUserId => ({
        userEntityRef,
        githubUserId,
      })),
    );
  }

  async wipe(owner: TaskOwner): Promise<void> {
    this.#audit?.ended(owner);
    const accounts = this.#tokens.get(owner.userEntityRef);
    accounts?.delete(owner.githubUserId);
    if (accounts?.size === 0) this.#tokens.delete(owner.userEntityRef);
  }

  async reject(owner: TaskOwner, token: string): Promise<void> {
    this.#refused.set(fingerprintToken(token), true);
    // A newer one may have been kept meanwhile.
    if (this.#tokenOf(owner) === token) await this.wipe(owner);
  }

  #tokenOf({ userEntityRef, githubUserId }: TaskOwner): string | undefined {
    return this.#tokens.get(userEntityRef)?.get(githubUserId);
  }
}
