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

import type { SimulatorClock } from './clock';
import type { BareRepositories } from './git/server';
import type { FaultList } from './http/FaultList';
import type { RateLimits } from './http/RateLimits';
import type { RequestLog } from './http/RequestLog';
import type { SecondaryLimits } from './http/SecondaryLimits';
import type { LifecycleRunner, ScenarioBook } from './lifecycle';
import type { LockOuts } from './http/LockOuts';
import type { OAuthClients } from './oauth/OAuthClients';
import type { SingleSignOn } from './oauth/SingleSignOn';
import type { TokenStore } from './oauth/TokenStore';
import type { SimulatorState } from './state';
import type { Urls } from './Urls';
import type { Webhooks } from './webhooks/Webhooks';

/** All parts of the simulator. Handlers take what they need from it; nothing is global. */
export type World = {
  state: SimulatorState;
  clock: SimulatorClock;
  scenarios: ScenarioBook;
  lifecycle: LifecycleRunner;
  tokens: TokenStore;
  clients: OAuthClients;
  singleSignOn: SingleSignOn;
  rateLimits: RateLimits;
  secondaryLimits: SecondaryLimits;
  lockOuts: LockOuts;
  faults: FaultList;
  requestLog: RequestLog;
  git: BareRepositories;
  urls: Urls;
  webhooks: Webhooks;
};
