/** See `postgres.mjs`. */
export interface Postgres {
  connectionString: string;
  /** Keeps the data; does what it is given while the server is down. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Deletes the data. */
  stop(): Promise<void>;
  unavailable?: undefined;
}

/** See `postgres.mjs`. */
export function startPostgres(): Promise<Postgres | { unavailable: string }>;
