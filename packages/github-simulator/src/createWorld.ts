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

import { SimulatorClock } from './clock';
import { BareRepositories } from './git/server';
import { FaultList } from './http/FaultList';
import { LockOuts } from './http/LockOuts';
import { RateLimits } from './http/RateLimits';
import { RequestLog } from './http/RequestLog';
import { SecondaryLimits } from './http/SecondaryLimits';
import { LifecycleRunner, ScenarioBook } from './lifecycle';
import { OAuthClients } from './oauth/OAuthClients';
import { SingleSignOn } from './oauth/SingleSignOn';
import { TokenStore } from './oauth/TokenStore';
import { SimulatorOptions, portalAppClient, portalClient } from './options';
import { SavedState, restoreState } from './persistence/savedState';
import { SimulatorState } from './state';
import { seedState } from './state/seed';
import { Urls } from './Urls';
import { Webhooks } from './webhooks/Webhooks';
import type { World } from './World';

const ANONYMOUS_RATE_LIMIT = 5_000;

/** Puts the parts together and fills them with the company. */
export function createWorld(
  options: SimulatorOptions,
  saved?: SavedState,
): World {
  const clock = SimulatorClock.create({
    startAt: startOfTime(options, saved),
    speed: options.speed,
    frozen: options.frozen,
  });
  const state = new SimulatorState({
    ...saved?.switches,
    ...options.switches,
  });
  if (!saved) {
    seedState(state, {
      now: clock.now(),
      history: options.history ?? true,
      crowd: options.seed,
    });
  }
  const scenarios = new ScenarioBook();
  const world: World = {
    state,
    clock,
    scenarios,
    lifecycle: new LifecycleRunner(state, clock, scenarios),
    tokens: new TokenStore(clock),
    clients: new OAuthClients([
      portalClient,
      portalAppClient,
      ...(options.clients ?? []).map(client => ({
        ...portalClient,
        ...client,
      })),
    ]),
    singleSignOn: new SingleSignOn(clock),
    secondaryLimits: new SecondaryLimits(clock),
    lockOuts: new LockOuts(clock),
    rateLimits: new RateLimits(clock, {
      anonymousLimit: options.anonymousRateLimit ?? ANONYMOUS_RATE_LIMIT,
    }),
    faults: new FaultList(),
    requestLog: new RequestLog(),
    git: new BareRepositories(options.git ?? 'git'),
    urls: new Urls('http://localhost'),
    webhooks: new Webhooks(),
  };
  if (saved) restoreState(saved, world);
  if (options.webhook) world.webhooks.set(options.webhook, world);
  return world;
}

/** Time never runs backwards: it goes on at the saved time, or now if that is later. */
function startOfTime(
  { startAt, frozen }: SimulatorOptions,
  saved: SavedState | undefined,
): number | undefined {
  const wanted = startAt?.getTime();
  if (!saved) return wanted;
  return Math.max(saved.now, wanted ?? (frozen ? saved.now : Date.now()));
}
