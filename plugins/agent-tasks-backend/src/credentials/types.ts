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

/** Tokens that are kept together, sealed as one text. */
export interface Tokens {
  accessToken: string;
  /** Only of GitHub Apps whose tokens expire. */
  refreshToken?: string;
}

/** Until when tokens are good, ISO 8601; absent: GitHub sets no end. */
export interface TokenLifetimes {
  expiresAt?: string;
  refreshExpiresAt?: string;
}

/** One row of the table `credentials`, opened. */
export interface Credential extends TaskOwner, TokenLifetimes {
  /** `lease`: a token that came with a request; `grant`: tokens given to the plugin itself. */
  kind: 'lease' | 'grant';
  /** Absent: GitHub does not accept them any more, or no key opens them. */
  tokens?: Tokens;
  /** Grows whenever other tokens are stored. */
  version: number;
  githubLogin?: string;
  /** When its user gave it; a refresh does not count. */
  createdAt: string;
}
