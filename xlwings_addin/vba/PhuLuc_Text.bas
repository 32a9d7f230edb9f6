Attribute VB_Name = "PhuLuc_Text"
' Vietnamese text. The source of a VBA project holds the letters of one code page only, so that others are
' written as {hex} there, and MsgBox shows letters that the machine's code page lacks as question marks.
Option Explicit
Option Private Module

#If VBA7 Then
Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal owner As LongPtr, ByVal text As LongPtr, ByVal caption As LongPtr, ByVal buttons As Long) As Long
#Else
Private Declare Function MessageBoxW Lib "user32" (ByVal owner As Long, ByVal text As Long, ByVal caption As Long, ByVal buttons As Long) As Long
#End If

Public Function Vn(ByVal escaped As String) As String
    Dim parts() As String, i As Long
    parts = Split(escaped, "{")
    Vn = parts(0)
    For i = 1 To UBound(parts)
        Vn = Vn & ChrW(CLng("&H" & Left$(parts(i), 4))) & Mid$(parts(i), 6)
    Next i
End Function

Public Sub ShowMessage(ByVal text As String)
    Dim caption As String
    caption = Vn("Ph{1EE5} l{1EE5}c")
    #If Mac Then
    MsgBox text, vbInformation, caption
    #Else
    MessageBoxW Application.Hwnd, StrPtr(text), StrPtr(caption), vbInformation
    #End If
End Sub
