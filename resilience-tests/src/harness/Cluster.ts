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

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startSimulator,
  type RunningSimulator,
  type SimulatedTask,
  type SimulatorOptions,
} from 'github-agent-tasks-simulator';
import { freePort } from 'benchmarks/src/setup/freePort';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- a script of the repository, no package
import type { Postgres } from '../../../scripts/lib/postgres.mjs';
import { Person } from './Person';
import { PortalDatabase } from './PortalDatabase';
import { defaultTiming, portalConfig, type PortalTiming } from './portalConfig';
import { Replica } from './Replica';

export interface ClusterOptions {
  replicas: number;
  timing?: Partial<PortalTiming>;
  /** How the simulated GitHub behaves. */
  github?: SimulatorOptions;
  /** What replicas log; default `info`. */
  logLevel?: string;
}

/** A portal of several replicas over one PostgreSQL, and a simulated GitHub. */
export class Cluster {
  readonly postgres: Postgres;
  readonly database: PortalDatabase;
  readonly timing: PortalTiming;
  /** All that were ever started, in their order. */
  readonly replicas: Replica[] = [];
  readonly #options: ClusterOptions;
  #github: RunningSimulator;

  private constructor(
    options: ClusterOptions,
    postgres: Postgres,
    github: RunningSimulator,
  ) {
    this.#options = options;
    this.#github = github;
    this.postgres = postgres;
    this.database = new PortalDatabase(postgres.connectionString);
    this.timing = { ...defaultTiming, ...options.timing };
  }

  static async start(
    options: ClusterOptions,
    postgres: Postgres,
  ): Promise<Cluster> {
    const github = await startSimulator({ history: false, ...options.github });
    const cluster = new Cluster(options, postgres, github);
    try {
      // The first one alone: it makes the databases.
      for (let count = 0; count < Math.min(1, options.replicas); count += 1) {
        await cluster.startReplica();
      }
      await Promise.all(
        Array.from({ length: options.replicas - 1 }, () =>
          cluster.startReplica(),
        ),
      );
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  get github(): RunningSimulator {
    return this.#github;
  }

  async startReplica(): Promise<Replica> {
    const url = `http://localhost:${await freePort()}`;
    const replica = await Replica.start({
      url,
      logLevel: this.#options.logLevel,
      config: portalConfig({
        url,
        postgresUrl: this.postgres.connectionString,
        github: this.#github,
        timing: this.timing,
      }),
    });
    this.replicas.push(replica);
    return replica;
  }

  /** One of the company's people, or someone who joins it and may write to its services. */
  async person(login: string): Promise<Person> {
    const { control } = this.#github;
    const created = await control.createToken({ login }).catch(async () => {
      await control.addPerson({ login, writes: ['acme/services'] });
      return control.createToken({ login });
    });
    return new Person(login, created.token);
  }

  /** GitHub is gone while `meanwhile` runs: connections are refused. It needs a `stateFile`. */
  async withoutGitHub(meanwhile: () => Promise<void>): Promise<void> {
    const { port } = this.#github;
    await this.#github.stop();
    try {
      await meanwhile();
    } finally {
      this.#github = await startSimulator({
        history: false,
        ...this.#options.github,
        port,
      });
    }
  }

  /** The tasks on GitHub that came of a prompt. */
  async tasksOnGitHub(prompt: string): Promise<SimulatedTask[]> {
    const tasks = await this.#github.control.tasks();
    return tasks.filter(task => task.prompt === prompt);
  }

  /** Writes what there is to see after a failure to a folder; resolves with its path. */
  async writeEvidence(): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'agent-tasks-evidence-'));
    this.replicas.forEach(({ output }, index) =>
      writeFileSync(join(folder, `replica-${index}.log`), output),
    );
    const tables = {
      tasks: 'created_at',
      transitions: 'id',
      followed_users: 'user_entity_ref',
    };
    for (const [table, order] of Object.entries(tables)) {
      const rows = await this.database.plugin()(table).orderBy(order);
      writeFileSync(
        join(folder, `${table}.json`),
        JSON.stringify(rows, undefined, 1),
      );
    }
    const github = {
      tasks: await this.#github.control.tasks(),
      requests: await this.#github.control.requests(),
    };
    writeFileSync(
      join(folder, 'github.json'),
      JSON.stringify(github, undefined, 1),
    );
    return folder;
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map(replica => replica.kill()));
    await this.database.close();
    await this.#github.stop();
  }
}
