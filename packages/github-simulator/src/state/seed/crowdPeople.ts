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

import type { Account } from '../model';
import type { SimulatorState } from '../SimulatorState';
import { simulatorPeople } from '../wellKnown';

const FIRST_ID = 710_000_001;

/** The people of a large company: the four, or as many others as asked for. */
export function seedCrowdPeople(
  state: SimulatorState,
  count: number,
): Account[] {
  const known = Object.values(simulatorPeople).map(({ id }) =>
    state.account(id),
  );
  if (count === 0) return known;
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    const person: Account = {
      ...known[0],
      id: FIRST_ID + index,
      login: `person-${number}`,
      name: `Person ${number}`,
      bio: 'One of many people.',
      email: `person-${number}@acme.example`,
    };
    state.accounts.set(person.id, person);
    return person;
  });
}
