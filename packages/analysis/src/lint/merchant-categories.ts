/**
 * The categories that payments to well-known merchants are certain to be in, by canonical merchant id: the ones that
 * acquirers assign to their main business. Merchants that sell many things are left out.
 */
export const MERCHANT_CATEGORIES: Readonly<Record<string, readonly string[]>> = {};
