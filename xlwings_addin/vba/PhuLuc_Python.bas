Attribute VB_Name = "PhuLuc_Python"
' How the functions reach Python, and what a cell shows where they cannot.
'
' xlwings waits two minutes for a Python that does not come, in every cell anew. So files are looked at first, the
' connection is kept, and a failure is remembered until a person asks again or the file is reopened.
Option Explicit
Option Private Module

Private Const UDF_MODULE As String = "phuluc.hosts.excel.udfs"

Private server As Object
Private failure As String
' Whether the workbook is open, so that a person may have changed figures since they were last calculated.
Private mayHaveChanged As Boolean

Public Sub FiguresMayChange()
    mayHaveChanged = True
End Sub

' Try Python again at the next call.
Public Sub AskAgain()
    failure = ""
    Set server = Nothing
End Sub

' Let Python calculate a function. No workbook is handed over: xlwings would look for code in its sheets, and, as for
' the calling cell, each thing it asks is a call between two programs.
Public Function CallPython(ByVal name As String, ByVal arguments As Variant) As Variant
    Dim retried As Boolean, cells As Variant
    On Error GoTo failed
    cells = CellValues(arguments)
    CallPython = RunningPython().CallUDF(UDF_MODULE, name, cells)
    Exit Function
failed:
    If Not retried And Not server Is Nothing Then
        ' The process has ended since the last call.
        retried = True
        Set server = Nothing
        Resume
    End If
    CallPython = WithoutPython(name)
End Function

' The arguments with the values of ranges in their place, read here, for the same reason. Value, not Value2, which
' turns dates into numbers. Several areas, of which Value gives the first alone, go to Python as they are, and so does
' everything where a range cannot be read.
Private Function CellValues(ByVal arguments As Variant) As Variant
    Dim cells() As Variant, i As Long
    On Error GoTo unreadable
    ReDim cells(LBound(arguments) To UBound(arguments))
    For i = LBound(arguments) To UBound(arguments)
        If Not IsObject(arguments(i)) Then
            cells(i) = arguments(i)
        ElseIf arguments(i).Areas.Count = 1 Then
            cells(i) = arguments(i).Value
        Else
            Set cells(i) = arguments(i)
        End If
    Next i
    CellValues = cells
    Exit Function
unreadable:
    CellValues = arguments
End Function

Private Function RunningPython() As Object
    If server Is Nothing Then
        If failure = "" Then failure = WhyNoPython()
        If failure <> "" Then Err.Raise vbObjectError + 513, "PhuLuc", failure
        failure = Vn("Python kh{00F4}ng kh{1EDF}i {0111}{1ED9}ng {0111}{01B0}{1EE3}c.")
        Set server = XLPy()
        failure = ""
    End If
    Set RunningPython = server
End Function

' Why functions and buttons cannot work on this machine, "" where nothing speaks against it. Only files are looked
' at, so that it takes no time.
Public Function WhyNoPython() As String
    Dim interpreter As String
    On Error GoTo unreadable
    If IsMac() Then
        WhyNoPython = Vn("Ph{1EE5} l{1EE5}c ch{1EC9} t{00ED}nh {0111}{01B0}{1EE3}c trong Excel cho Windows.")
        Exit Function
    End If
    interpreter = GetConfig("INTERPRETER_WIN")
    If InStr(interpreter, "\") = 0 Then
        If Not IsOnPath(DllName()) Then WhyNoPython = Vn("M{00E1}y n{00E0}y ch{01B0}a c{00E0}i Ph{1EE5} l{1EE5}c: kh{00F4}ng th{1EA5}y Python c{00F3} ") & DllName() & "."
    ElseIf Not FileExistsOnWindows(interpreter) Then
        WhyNoPython = Vn("Kh{00F4}ng th{1EA5}y Python t{1EA1}i ") & interpreter & "."
    ElseIf Not HasDll(ParentFolder(interpreter)) Then
        WhyNoPython = Vn("Python t{1EA1}i ") & interpreter & Vn(" kh{00F4}ng c{00F3} ") & DllName() & "."
    End If
    Exit Function
unreadable:
    WhyNoPython = Vn("Kh{00F4}ng {0111}{1ECD}c {0111}{01B0}{1EE3}c c{00E0}i {0111}{1EB7}t c{1EE7}a Ph{1EE5} l{1EE5}c: ") & Err.Description
End Function

Private Function IsMac() As Boolean
    #If Mac Then
    IsMac = True
    #Else
    IsMac = False
    #End If
End Function

' In a virtual environment the library stands one folder above the interpreter.
Private Function HasDll(ByVal folder As String) As Boolean
    HasDll = FileExistsOnWindows(folder & "\" & DllName())
    If Not HasDll And InStr(folder, "\") > 0 Then HasDll = FileExistsOnWindows(ParentFolder(folder) & "\" & DllName())
End Function

Private Function IsOnPath(ByVal file As String) As Boolean
    Dim folder As Variant
    For Each folder In Split(Environ("PATH"), ";")
        If folder <> "" Then
            If FileExistsOnWindows(folder & "\" & file) Then
                IsOnPath = True
                Exit Function
            End If
        End If
    Next folder
End Function

Private Function DllName() As String
    #If Win64 Then
    DllName = "xlwings64-" & XLWINGS_VERSION & ".dll"
    #Else
    DllName = "xlwings32-" & XLWINGS_VERSION & ".dll"
    #End If
End Function

' While a workbook is being opened its figures are the last ones calculated, and stay. Later a figure that cannot
' be calculated is said to be so: an old rate beside a new count would be a wrong one that nobody sees.
Private Function WithoutPython(ByVal name As String) As Variant
    If Not mayHaveChanged Then WithoutPython = ShownSoFar(name)
    If IsEmpty(WithoutPython) Then
        If failure = "" Then
            WithoutPython = Vn("#L{1ED6}I: m{1EA5}t k{1EBF}t n{1ED1}i v{1EDB}i Python, b{1EA5}m Ctrl+Alt+F9 {0111}{1EC3} t{00ED}nh l{1EA1}i")
        Else
            WithoutPython = Vn("#L{1ED6}I: ch{01B0}a t{00ED}nh {0111}{01B0}{1EE3}c v{00EC} m{00E1}y n{00E0}y thi{1EBF}u Python c{1EE7}a Ph{1EE5} l{1EE5}c")
        End If
    End If
End Function

' What the calling cell shows, where that is the whole result of the function, Empty elsewhere. The cell's value
' would be a circular reference, its text is none.
Private Function ShownSoFar(ByVal name As String) As Variant
    Dim shown As String
    On Error GoTo unknown
    If Not IsWholeFormula(Application.Caller.Formula, name) Then Exit Function
    shown = Application.Caller.text
    If Left$(shown, 1) = "#" Then Exit Function
    If name <> "VN_TEXT" And IsNumeric(shown) Then
        ShownSoFar = CDbl(shown)
    Else
        ShownSoFar = shown
    End If
unknown:
End Function

' Whether a formula is =NAME(...) or =IF(...,"",NAME(...)) without further calls in it.
Public Function IsWholeFormula(ByVal formula As String, ByVal name As String) As Boolean
    Dim start As Long, rest As String
    start = InStr(1, formula, name & "(", vbTextCompare)
    If start = 0 Then Exit Function
    rest = Mid$(formula, start + Len(name) + 1)
    If InStr(rest, "(") > 0 Or InStr(rest, """") > 0 Then Exit Function
    If start = 2 Then
        IsWholeFormula = (InStr(rest, ")") = Len(rest))
    ElseIf start > 8 And UCase$(Left$(formula, 4)) = "=IF(" Then
        IsWholeFormula = Mid$(formula, start - 4, 4) = ",""""," And InStr(Left$(formula, start - 1), ")") = 0 _
            And InStr(rest, ")") = Len(rest) - 1 And Right$(rest, 2) = "))"
    End If
End Function

' The workbook a button was pressed for; this file where none is open.
Public Function ActiveBook() As Object
    If ActiveWorkbook Is Nothing Then
        Set ActiveBook = ThisWorkbook
    Else
        Set ActiveBook = ActiveWorkbook
    End If
End Function

' The setting PYTHONPATH as the end of xlwings' list of folders, where an empty entry would be the current folder.
Public Function PythonFolders() As String
    PythonFolders = GetConfig("PYTHONPATH")
    If PythonFolders <> "" Then PythonFolders = ";" & PythonFolders
End Function
