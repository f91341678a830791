"""Cache policies: only the one that caches nothing."""


class CachePolicy:
    """Decides what of earlier task runs is taken instead of a new one."""


NO_CACHE = CachePolicy()
