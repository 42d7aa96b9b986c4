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

import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import type { AccessToken, TokenKind, TokenPermissions } from './types';

/** A user token of a GitHub App lives for eight hours (behaviour 68). */
const APP_USER_TOKEN_LIFETIME_MS = 28_800_000;
/** Its refresh token lives for about six months. */
const REFRESH_TOKEN_LIFETIME_MS = 15_897_600_000;
/** Dead tokens whose owner is still remembered. */
const GRAVES = 10_000;
/** Behaviour 69: the eleventh token of one user, app and set of scopes revokes the oldest. */
const TOKENS_PER_GRANT = 10;

const PREFIXES: Record<TokenKind, string> = {
  gho: 'gho_',
  ghp: 'ghp_',
  ghu: 'ghu_',
  ghs: 'ghs_',
  ghr: 'ghr_',
  github_pat: 'github_pat_',
};

/** What a fine-grained token may do unless it is minted with less. */
const DEFAULT_PERMISSIONS: TokenPermissions = {
  agent_tasks: 'write',
  pull_requests: 'read',
  contents: 'read',
};

/** How a token is minted. */
export type MintOptions = {
  userId: number;
  kind: TokenKind;
  scopes?: string[];
  permissions?: TokenPermissions;
  clientId?: string;
  grantId?: string;
  ssoOrganizationIds?: number[];
};

/** All tokens that were handed out. Their values never leave it, except to their owners. */
export class TokenStore {
  readonly #tokens = new Map<string, AccessToken>();
  readonly #owners = new Map<string, number>();
  readonly #clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  mint(options: MintOptions): AccessToken {
    const { userId, kind, clientId } = options;
    const isClassic = kind === 'gho' || kind === 'ghp';
    const now = this.#clock.now();
    const token: AccessToken = {
      value: `${PREFIXES[kind]}${randomText(36)}`,
      kind,
      userId,
      clientId,
      scopes: isClassic ? options.scopes ?? ['repo', 'read:user'] : [],
      permissions: isClassic
        ? undefined
        : options.permissions ?? DEFAULT_PERMISSIONS,
      createdAt: now,
      expiresAt: expiry(kind, now),
      grantId: options.grantId,
      ssoOrganizationIds: options.ssoOrganizationIds,
    };
    this.add(token);
    if (clientId && kind === 'gho') this.#revokeOldest(token);
    return token;
  }

  /** Takes a token in as it is. */
  add(token: AccessToken): void {
    this.#tokens.set(token.value, token);
    this.#owners.set(token.value, token.userId);
    if (this.#owners.size > this.#tokens.size + GRAVES) {
      this.#owners.delete(this.#owners.keys().next().value!);
    }
  }

  /** All tokens that have not been revoked, oldest first. */
  list(): AccessToken[] {
    return [...this.#tokens.values()];
  }

  /** Whose token it is or was, as far as that is remembered. */
  ownerOf(value: string): number | undefined {
    return this.#owners.get(value);
  }

  /** A token that is valid now. */
  find(value: string): AccessToken | undefined {
    const token = this.#tokens.get(value);
    const expired =
      token?.expiresAt !== undefined && token.expiresAt <= this.#clock.now();
    return expired ? undefined : token;
  }

  /** False: there was no such token. */
  revoke(value: string): boolean {
    return this.#tokens.delete(value);
  }

  /** Lets a token expire now. False: there was no such token. */
  expire(value: string): boolean {
    const token = this.#tokens.get(value);
    if (token) token.expiresAt = this.#clock.now();
    return token !== undefined;
  }

  /** Revokes an access token together with its refresh token. */
  revokeGrant({ value, grantId }: AccessToken): void {
    for (const token of this.list()) {
      if (token.value === value || (grantId && token.grantId === grantId)) {
        this.#tokens.delete(token.value);
      }
    }
  }

  /** Revokes all tokens of a person, or those of one application. Returns how many. */
  revokeAllOf(userId: number, clientId?: string): number {
    const values = [...this.#tokens.values()]
      .filter(
        token =>
          token.userId === userId &&
          (clientId === undefined || token.clientId === clientId),
      )
      .map(token => token.value);
    values.forEach(value => this.#tokens.delete(value));
    return values.length;
  }

  #revokeOldest(newest: AccessToken): void {
    const grant = (token: AccessToken) =>
      [token.kind, token.userId, token.clientId, ...token.scopes].join(' ');
    const siblings = [...this.#tokens.values()].filter(
      token => grant(token) === grant(newest),
    );
    // A Map keeps the order of insertion: the first is the oldest.
    siblings
      .slice(0, Math.max(0, siblings.length - TOKENS_PER_GRANT))
      .forEach(token => this.#tokens.delete(token.value));
  }
}

function expiry(kind: TokenKind, now: number): number | undefined {
  if (kind === 'ghu') return now + APP_USER_TOKEN_LIFETIME_MS;
  return kind === 'ghr' ? now + REFRESH_TOKEN_LIFETIME_MS : undefined;
}

/** Letters and digits only, as in GitHub's tokens. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    text += randomBytes(length)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '');
  }
  return text.slice(0, length);
}
