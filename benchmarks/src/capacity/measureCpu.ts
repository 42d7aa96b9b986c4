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

import { cpus } from 'node:os';
import type { RunningProcess } from '../setup/startProcess';

/** How busy processes were, in cores: 0.5 is half of one. */
export interface CpuFigures {
  /** By name of the process. */
  processes: Record<string, number>;
  /** Whatever else runs on the machine: the database, the kernel. */
  others: number;
  idle: number;
}

/** Begins to measure; the answer ends it. */
export async function measureCpu(
  processes: Record<string, Pick<RunningProcess, 'cpuMs'>>,
): Promise<() => Promise<CpuFigures>> {
  const names = Object.keys(processes);
  const read = () => Promise.all(names.map(name => processes[name].cpuMs()));
  const before = await read();
  const machineBefore = readMachine();
  const begin = performance.now();
  return async () => {
    const after = await read();
    const machine = readMachine();
    const ms = performance.now() - begin;
    const cores = names.map((_, index) => (after[index] - before[index]) / ms);
    const busy = (machine.busyMs - machineBefore.busyMs) / ms;
    return {
      processes: Object.fromEntries(
        names.map((name, index) => [name, cores[index]]),
      ),
      others: Math.max(0, busy - cores.reduce((sum, each) => sum + each, 0)),
      idle: (machine.idleMs - machineBefore.idleMs) / ms,
    };
  };
}

/** This process, among those that are measured. */
export const ownCpu = {
  cpuMs: async () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
};

function readMachine(): { busyMs: number; idleMs: number } {
  const times = cpus().map(cpu => cpu.times);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  return {
    busyMs: sum(
      times.map(({ user, nice, sys, irq }) => user + nice + sys + irq),
    ),
    idleMs: sum(times.map(({ idle }) => idle)),
  };
}
