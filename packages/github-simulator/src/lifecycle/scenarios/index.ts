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

import type { Scenario } from '../types';
import { artifactScenarios } from './artifacts';
import { checkScenarios } from './checks';
import { endingScenarios } from './endings';
import { peopleScenarios } from './people';
import { queueScenarios } from './queue';
import { refusalScenarios } from './refusals';
import { shapeScenarios } from './shapes';
import { standardScenarios } from './standard';
import { waitingScenarios } from './waiting';

export { continuationTimeline, followUpTimeline } from './standard';

/** All scenarios that a prompt can name with `[simulate: NAME]`. */
export const builtInScenarios: readonly Scenario[] = [
  ...standardScenarios,
  ...queueScenarios,
  ...waitingScenarios,
  ...endingScenarios,
  ...artifactScenarios,
  ...checkScenarios,
  ...shapeScenarios,
  ...peopleScenarios,
  ...refusalScenarios,
];
