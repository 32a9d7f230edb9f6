Attribute VB_Name = "PhuLuc_Settings"
' Reading the user's settings in a folder of any name. VBA's own Environ, GetAttr and Open know the letters of the
' machine's code page only: for them a folder with a Vietnamese name does not exist.
Option Explicit
Option Private Module

Public Function UserFolder() As String
    UserFolder = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%USERPROFILE%")
End Function

Public Function IsFile(ByVal path As String) As Boolean
    IsFile = CreateObject("Scripting.FileSystemObject").FileExists(path)
End Function

' Look up a setting in a file of lines "NAME","VALUE".
Public Function FindSetting(ByVal path As String, ByVal name As String, value As String) As Boolean
    Dim stream As Object, parts() As String
    If Not IsFile(path) Then Exit Function
    Set stream = CreateObject("Scripting.FileSystemObject").OpenTextFile(path)
    Do While Not stream.AtEndOfStream And Not FindSetting
        parts = Split(stream.ReadLine, ",", 2)
        If UBound(parts) = 1 Then
            If LCase$(Unquoted(parts(0))) = LCase$(name) Then
                value = Unquoted(parts(1))
                FindSetting = True
            End If
        End If
    Loop
    stream.Close
End Function

Private Function Unquoted(ByVal text As String) As String
    Unquoted = Trim$(text)
    If Len(Unquoted) > 1 And Left$(Unquoted, 1) = """" And Right$(Unquoted, 1) = """" Then
        Unquoted = Mid$(Unquoted, 2, Len(Unquoted) - 2)
    End If
End Function
