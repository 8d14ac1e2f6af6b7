import { openSqliteStore } from "@spendrail/ledger-sqlite";

export const openStore = async (path) => openSqliteStore(path);
