Attribute VB_Name = "PhuLuc_Functions"
' The worksheet functions, written from the catalogue of phuluc.functions.
Option Explicit

Public Function INDICATOR_RATE(numerator, denominator, Optional digits)
    INDICATOR_RATE = CallPython("INDICATOR_RATE", Array(numerator, denominator, digits))
End Function

Public Function INDICATOR_ATTAINED(numerator, denominator, target)
    INDICATOR_ATTAINED = CallPython("INDICATOR_ATTAINED", Array(numerator, denominator, target))
End Function

Public Function INDICATOR_GAP(numerator, denominator, target, Optional digits)
    INDICATOR_GAP = CallPython("INDICATOR_GAP", Array(numerator, denominator, target, digits))
End Function

Public Function INDICATOR_SHORTFALL(numerator, denominator, target)
    INDICATOR_SHORTFALL = CallPython("INDICATOR_SHORTFALL", Array(numerator, denominator, target))
End Function

Public Function GROUP_RATE(numerators, denominators, Optional digits)
    GROUP_RATE = CallPython("GROUP_RATE", Array(numerators, denominators, digits))
End Function

Public Function INDICATOR_RANK(value, values, Optional ties)
    INDICATOR_RANK = CallPython("INDICATOR_RANK", Array(value, values, ties))
End Function

Public Function SCORE_CHANGE(current, previous, Optional digits)
    SCORE_CHANGE = CallPython("SCORE_CHANGE", Array(current, previous, digits))
End Function

Public Function SCORE_TREND(current, previous)
    SCORE_TREND = CallPython("SCORE_TREND", Array(current, previous))
End Function

Public Function RANK_CHANGE(current, previous)
    RANK_CHANGE = CallPython("RANK_CHANGE", Array(current, previous))
End Function

Public Function SCORE_GRADE(score, Optional limits, Optional grades)
    SCORE_GRADE = CallPython("SCORE_GRADE", Array(score, limits, grades))
End Function

Public Function PAIR_RATE(pair, Optional digits)
    PAIR_RATE = CallPython("PAIR_RATE", Array(pair, digits))
End Function

Public Function VN_NUMBER(text)
    VN_NUMBER = CallPython("VN_NUMBER", Array(text))
End Function

Public Function VN_TEXT(number, Optional digits)
    VN_TEXT = CallPython("VN_TEXT", Array(number, digits))
End Function

Public Function UNIT_NAME(text)
    UNIT_NAME = CallPython("UNIT_NAME", Array(text))
End Function
