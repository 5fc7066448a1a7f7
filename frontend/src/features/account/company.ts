const COMPANY = 'sangam.company'

/// The short name of the company somebody last signed in to in this browser.
export const rememberedCompany = (): string => localStorage.getItem(COMPANY) ?? ''

export const rememberCompany = (company: string): void => localStorage.setItem(COMPANY, company)
