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

import { userNodeId } from '../ids';

/** The agent's account on github.com; its id is the real one. */
export const COPILOT_BOT_ID = 198982749;

/** The organization that owns the seeded repositories. */
export const ORGANIZATION_ID = 90210000;

/**
 * The people of the seeded company and their fixed ids. `nodeId` is what GitHub
 * calls `node_id` and Backstage's sign-in resolver compares with the annotation
 * `github.com/user-id`.
 *
 * @public
 */
export const simulatorPeople = {
  'ada-nwosu': person(90210001, 'Ada Nwosu'),
  'ben-larsen': person(90210002, 'Ben Larsen'),
  'chloe-tran': person(90210003, 'Chloe Tran'),
  'priya-raman': person(90210004, 'Priya Raman'),
} as const;

/**
 * Logins of the seeded people.
 *
 * @public
 */
export type SimulatorLogin = keyof typeof simulatorPeople;

/** Owners of the organization administer each of its repositories. */
export const organizationOwners: readonly SimulatorLogin[] = ['priya-raman'];

function person(id: number, name: string) {
  return { id, name, nodeId: userNodeId(id) };
}
