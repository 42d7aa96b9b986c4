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

import * as plugin from '../..';
import * as alpha from '../../alpha';
import { AgentTasksCard } from '../AgentTasksCard';
import { UsagePage } from './UsagePage';

const mockLoaded: string[] = [];

jest.mock('@mui/x-charts/BarChart', () => {
  mockLoaded.push('BarChart');
  return { BarChart: () => null };
});

describe('the library of charts', () => {
  it('comes with the chart only, not with the card, the page or either plugin', async () => {
    for (const module of [plugin, alpha, AgentTasksCard, UsagePage])
      expect(module).toBeDefined();
    expect(mockLoaded).toEqual([]);
    await import('./UsageChart');
    expect(mockLoaded).toEqual(['BarChart']);
  });
});
