/** What one token counts as, and how finely it can be divided. */
export interface Token {
  /** ISO 4217 code of the currency that one token counts as; `null` for a token that stands for nothing but itself. */
  readonly peg: string | null;
  /** Decimals of the token's smallest transferable unit on its home chain. */
  readonly decimals: number;
}

/**
 * The tokens that are known without being configured, by symbol in upper case. Decimals are those of the issuer's own
 * contract or protocol: USDC, USDT, PYUSD and EURC 6, DAI and ether 18, bitcoin 8 (satoshi), SOL 9 (lamport). A bridged
 * copy on another chain may have fewer or more (BNB Chain's USDC and USDT have 18).
 */
export const TOKENS: Readonly<Record<string, Token>> = {
  USDC: { peg: "USD", decimals: 6 },
  USDT: { peg: "USD", decimals: 6 },
  PYUSD: { peg: "USD", decimals: 6 },
  DAI: { peg: "USD", decimals: 18 },
  EURC: { peg: "EUR", decimals: 6 },
  ETH: { peg: null, decimals: 18 },
  BTC: { peg: null, decimals: 8 },
  SOL: { peg: null, decimals: 9 },
};

/** The chains that are known without being configured: id in lower case, and the English names people write for it. */
export const CHAINS: Readonly<Record<string, readonly string[]>> = {
  base: ["Base"],
  ethereum: ["Ethereum", "Ethereum mainnet"],
  polygon: ["Polygon"],
  arbitrum: ["Arbitrum"],
  optimism: ["Optimism"],
  solana: ["Solana"],
  avalanche: ["Avalanche"],
  bnb: ["BNB Chain", "BSC"],
  gnosis: ["Gnosis"],
  stellar: ["Stellar"],
  tron: ["Tron"],
  tempo: ["Tempo"],
  celo: ["Celo"],
  near: ["NEAR"],
};
