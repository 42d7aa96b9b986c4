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

/**
 * The simulated GitHub, in a process of its own; its options come in BENCH_GITHUB.
 */
import { startSimulator } from 'github-agent-tasks-simulator';
import { answerUsage } from './usage';

answerUsage();
startSimulator(JSON.parse(process.env.BENCH_GITHUB!)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
