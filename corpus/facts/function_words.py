"""Words that hold sentences together and say little of what they are about, folded."""

from __future__ import annotations

__all__ = ["FUNCTION_WORDS"]

_ENGLISH = """
a about above after again against all also although am among an and another any are as at be became
because been before being below between both but by can could did do does doing done down during
each either else even ever every few for from further had has have having he hence her here hers
herself him himself his how however i if in into is it its itself just least less let lest may me
might mine more most much must my myself neither no nor not now of off often on once one only onto
or other others ought our ours ourselves out over own per perhaps quite rather same shall she should
since so some such than that the their theirs them themselves then there therefore these they this
those though through thus till to together too toward towards under until unto up upon us very was
we were what whatever when whenever where whereas wherever whether which whichever while who whoever
whom whose why will with within without would yet you your yours yourself yourselves
s t d ll re ve m
"""
_VIETNAMESE = """
va hoac hay nhung ma thi la cua o tai trong ngoai tren duoi voi cho den toi tu de do boi vi nen neu
khi luc con cung da dang se vua moi rat qua lam lai chi van deu duoc bi phai can co khong chua chang
nay kia do ay no ho minh ta chung cac moi tung nhieu it mot vao ra len xuong sang theo ve nhu bang
giua sau truoc cung hon nhat gi nao sao dau ai bao the vay roi day rang tuy song tuc
"""

FUNCTION_WORDS = frozenset((_ENGLISH + _VIETNAMESE).split())
"""English and Vietnamese; a word that only looks like one when its marks are gone counts as one."""
