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

import { createHash } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import { randomText } from './TokenStore';

/** Behaviour 66: a code lives ten minutes and works once. */
const LIFETIME_MS = 10 * 60_000;

/** What a person agreed to on the consent page. */
export type Consent = {
  clientId: string;
  userId: number;
  scopes: string[];
  redirectUri: string;
  codeChallenge?: string;
};

/** Codes between the consent page and the token endpoint. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, Consent & { expiresAt: number }>();
  readonly #clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  issue(consent: Consent): string {
    const code = randomText(20).toLowerCase();
    this.#codes.set(code, {
      ...consent,
      expiresAt: this.#clock.now() + LIFETIME_MS,
    });
    return code;
  }

  /** Uses a code up. Undefined: unknown, used, expired, of another app, or the verifier does not fit. */
  redeem(
    code: string,
    clientId: string,
    verifier: string | undefined,
  ): Consent | undefined {
    const consent = this.#codes.get(code);
    this.#codes.delete(code);
    const isValid =
      consent !== undefined &&
      consent.clientId === clientId &&
      consent.expiresAt > this.#clock.now() &&
      verifierFits(consent, verifier);
    return isValid ? consent : undefined;
  }
}

/** PKCE: whoever started with a challenge must end with its verifier. GitHub knows S256 only. */
function verifierFits(
  { codeChallenge }: Consent,
  verifier: string | undefined,
): boolean {
  if (codeChallenge === undefined) return true;
  if (verifier === undefined) return false;
  return (
    createHash('sha256').update(verifier).digest('base64url') === codeChallenge
  );
}
