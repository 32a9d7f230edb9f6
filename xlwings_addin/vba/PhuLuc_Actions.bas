Attribute VB_Name = "PhuLuc_Actions"
' What a button or macro does: it hands its id to Python. A command must hold no double quote.
Option Explicit
Option Private Module

Public Sub RunAction(ByVal id As String)
    Dim reason As String
    AskAgain
    reason = WhyNoPython()
    If reason <> "" Then
        ShowMessage reason & vbLf & vbLf & Vn("C{00E1}ch kh{1EAF}c ph{1EE5}c: ch{1EA1}y l{1EC7}nh phuluc install, r{1ED3}i kh{1EDF}i {0111}{1ED9}ng l{1EA1}i Excel.")
        Exit Sub
    End If
    RunPython "from phuluc.hosts.excel import ribbon; ribbon.dispatch('" & id & "')"
End Sub

' Say once, when a workbook is opened, that its figures cannot be calculated here.
Public Sub TellIfNoPython()
    Dim reason As String
    reason = WhyNoPython()
    If reason = "" Then Exit Sub
    ShowMessage reason & vbLf & vbLf _
        & Vn("S{1ED1} li{1EC7}u trong s{1ED5} {0111}{01B0}{1EE3}c gi{1EEF} nh{01B0} l{1EA7}n t{00ED}nh tr{01B0}{1EDB}c. N{1EBF}u s{1EED}a s{1ED1} li{1EC7}u {1EDF} m{00E1}y n{00E0}y, c{00E1}c {00F4} ph{1EE5} thu{1ED9}c s{1EBD} b{00E1}o #L{1ED6}I.") _
        & vbLf & vbLf & Vn("C{00E1}ch kh{1EAF}c ph{1EE5}c: ch{1EA1}y l{1EC7}nh phuluc install r{1ED3}i m{1EDF} l{1EA1}i s{1ED5}, ho{1EB7}c m{1EDF} s{1ED5} {1EDF} m{00E1}y {0111}{00E3} c{00E0}i Ph{1EE5} l{1EE5}c.")
End Sub
