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

import type { SimulatorClock } from '../clock';
import { randomText } from './TokenStore';
import type { AccessToken } from './types';

/** The link of `X-GitHub-SSO` expires after an hour. */
const LIFETIME_MS = 60 * 60_000;

/** A token that is to be let into an organization. */
export type SsoRequest = { token: AccessToken; organizationId: number };

/**
 * The links that a refused token is sent to (behaviour 50). They name the token
 * by an id of their own, never by its value.
 */
export class SingleSignOn {
  readonly #requests = new Map<string, SsoRequest & { expiresAt: number }>();
  readonly #clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /** Opens a request; returns its id. */
  open(request: SsoRequest): string {
    const now = this.#clock.now();
    for (const [id, { expiresAt }] of this.#requests) {
      if (expiresAt <= now) this.#requests.delete(id);
    }
    const id = randomText(24);
    this.#requests.set(id, { ...request, expiresAt: now + LIFETIME_MS });
    return id;
  }

  find(id: string): SsoRequest | undefined {
    const request = this.#requests.get(id);
    return request && request.expiresAt > this.#clock.now()
      ? request
      : undefined;
  }
}

/** Lets a token into an organization that requires SAML single sign-on. */
export function authorizeForSso({ token, organizationId }: SsoRequest): void {
  token.ssoOrganizationIds ??= [];
  if (!token.ssoOrganizationIds.includes(organizationId)) {
    token.ssoOrganizationIds.push(organizationId);
  }
}
