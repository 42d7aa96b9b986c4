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

/**
 * Identity binding.
 *
 * Every user of the portal is bound to the account on GitHub, by its numeric id,
 * with which they first showed up. A user who shows up with another is told
 * (`allow`, the default: they go on with it) or refused (`forbid`).
 *
 * Promised: a change is told once, by whichever replica stored it; with `forbid`
 * nothing but `GET /user` is asked of GitHub with the token of another account.
 * A token that GitHub does not accept says nothing about whose it is and passes:
 * GitHub refuses the call itself. With `forbid` a token of which GitHub does not
 * say whose it is, for an outage or a rate limit, is refused.
 *
 * Not promised: that a change is seen within the minutes for which a token is
 * known. On a crash a change that is stored may be left untold.
 */
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  AgentTasksError,
  isAgentTasksError,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import type { GitHubUser } from '../../github/types';
import { reasonOf } from '../../reasonOf';
import { fingerprintToken } from '../fingerprintToken';
import type { GitHubIdentities } from '../GitHubIdentities';
import type { DatabaseIdentities } from './DatabaseIdentities';
import type { IdentityChange } from './describeIdentityChange';

/** How long a token of a user is not looked at again. */
const TTL_MS = 5 * 60_000;
const MAX_REMEMBERED = 10_000;

/** What {@link IdentityBinding} is made with. */
export interface IdentityBindingOptions {
  identities: Pick<GitHubIdentities, 'get'>;
  bound: DatabaseIdentities;
  identityChange: 'allow' | 'forbid';
  auditor: AuditorService;
  /** Tells the user. */
  onChange: (change: IdentityChange) => Promise<void>;
  logger: LoggerService;
}

/** Sees to it that a user stays the same person on GitHub. */
export class IdentityBinding {
  readonly #options: IdentityBindingOptions;
  readonly #checked = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: TTL_MS,
  });
  readonly #audited = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: TTL_MS,
  });

  private constructor(options: IdentityBindingOptions) {
    this.#options = options;
  }

  static create(options: IdentityBindingOptions): IdentityBinding {
    return new IdentityBinding(options);
  }

  /** Whether other accounts are refused, so that a request has to wait for `check`. */
  get isStrict(): boolean {
    return this.#options.identityChange === 'forbid';
  }

  /** Throws `github_identity_mismatch` where other accounts are forbidden. */
  async check(
    userEntityRef: string,
    token: string,
    request?: Request,
  ): Promise<void> {
    const key = `${userEntityRef}\n${fingerprintToken(token)}`;
    if (this.#checked.has(key)) return;
    const user = await this.#identify(token);
    if (!user) return;
    await this.bind(userEntityRef, user, request);
    this.#checked.set(key, true);
  }

  /** The same for an account that is known already. */
  async bind(
    userEntityRef: string,
    user: GitHubUser,
    request?: Request,
  ): Promise<void> {
    const { bound } = this.#options;
    const before =
      (await bound.find(userEntityRef)) ??
      (await bound.bindFirst(userEntityRef, user));
    if (before.id === user.id) {
      if (before.login !== user.login) await bound.rename(userEntityRef, user);
      return;
    }
    const change = { userEntityRef, before, after: user };
    if (this.isStrict) {
      await this.#auditRefusal(change, request);
      throw mismatch(change);
    }
    if (await bound.rebind(userEntityRef, before, user)) {
      await this.#tell(change, request);
    }
  }

  /** The login of the account that a user is bound to. */
  async loginOf(userEntityRef: string): Promise<string | undefined> {
    return (await this.#options.bound.find(userEntityRef))?.login;
  }

  /** `undefined`: GitHub does not accept the token. */
  async #identify(token: string): Promise<GitHubUser | undefined> {
    try {
      return await this.#options.identities.get(token);
    } catch (error) {
      const isRefused =
        isAgentTasksError(error) && error.code === 'github_sign_in_required';
      if (!isRefused) throw error;
      return undefined;
    }
  }

  async #tell(change: IdentityChange, request?: Request): Promise<void> {
    const { onChange, logger } = this.#options;
    const event = await this.#createEvent(change, request);
    await event.success();
    try {
      await onChange(change);
    } catch (error) {
      // What the user came for goes on.
      logger.warn('A user was not told of another account on GitHub', {
        user: change.userEntityRef,
        reason: reasonOf(error),
      });
    }
  }

  async #auditRefusal(change: IdentityChange, request?: Request) {
    const key = `${change.userEntityRef}\n${change.after.id}`;
    if (this.#audited.has(key)) return;
    this.#audited.set(key, true);
    const event = await this.#createEvent(change, request);
    await event.fail({ error: mismatch(change) });
  }

  async #createEvent(
    { userEntityRef, before, after }: IdentityChange,
    request?: Request,
  ) {
    return this.#options.auditor.createEvent({
      eventId: 'identity-change',
      severityLevel: 'medium',
      ...(request && { request }),
      meta: {
        user: userEntityRef,
        before: { ...before },
        after: { ...after },
      },
    });
  }
}

function mismatch({ before, after }: IdentityChange): AgentTasksError {
  return new AgentTasksError(
    'github_identity_mismatch',
    `Your sign-in to GitHub is as ${after.login}, but you are known here as ${before.login}, and this portal does not allow another account. Nothing was done. Sign out of GitHub and sign in as ${before.login}; if ${after.login} is right, ask a platform admin to release the binding.`,
  );
}
