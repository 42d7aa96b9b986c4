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

import { builtInScenarios } from './scenarios';
import type { Scenario } from './types';

const MARKER = /\[simulate:\s*([a-z0-9-]+)\s*\]/i;

/** The scenarios that exist, and which of them a new task follows. */
export class ScenarioBook {
  readonly #scenarios = new Map<string, Scenario>(
    builtInScenarios.map(scenario => [scenario.name, scenario]),
  );
  #fallback = 'standard';

  /** What tasks follow when neither prompt nor repository names a scenario. */
  get fallback(): string {
    return this.#fallback;
  }

  /** Scenarios that are not built in, or replace one that is. */
  added(): Scenario[] {
    return this.list().filter(scenario => !builtInScenarios.includes(scenario));
  }

  list(): Scenario[] {
    return [...this.#scenarios.values()];
  }

  get(name: string): Scenario | undefined {
    return this.#scenarios.get(name);
  }

  /** Adds a scenario, or replaces the one of the same name. */
  add(scenario: Scenario): void {
    this.#scenarios.set(scenario.name, scenario);
  }

  /** What tasks follow when neither prompt nor repository names a scenario. */
  setFallback(name: string): void {
    this.#fallback = name;
  }

  /** The prompt decides, then the repository, then the fallback. An unknown marker is ignored. */
  choose(prompt: string, repositoryDefault: string | undefined): Scenario {
    const marked = MARKER.exec(prompt)?.[1].toLowerCase();
    return (
      (marked ? this.get(marked) : undefined) ??
      (repositoryDefault ? this.get(repositoryDefault) : undefined) ??
      this.get(this.#fallback)!
    );
  }
}

/** A prompt without the markers that are meant for the simulator. */
export function withoutMarkers(prompt: string): string {
  return prompt.replace(new RegExp(MARKER, 'gi'), '').trim();
}
