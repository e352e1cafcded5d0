'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Reads the page's data anew every few seconds while it is seen. For screens that show what holds now. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && router.refresh(),
      seconds * 1000,
    )
    return () => clearInterval(timer)
  }, [router, seconds])
  return null
}
