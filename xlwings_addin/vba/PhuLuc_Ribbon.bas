Attribute VB_Name = "PhuLuc_Ribbon"
' The one callback of all buttons of the tab. Only the add-in has it: Excel would run that of the active workbook.
Option Explicit

Public Sub PhuLuc_Run(control As IRibbonControl)
    RunAction control.ID
End Sub
